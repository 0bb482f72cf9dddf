/** Owns the questions of `configure`: which comes next, and what is suggested; asking is the terminal's. */
import { usualEncryption, usualPort } from './encryption.js';
import type { FieldName, KnownFields } from './fields.js';
import type { Encryption } from './profile.js';
import { formatSender, parseSender } from './sender.js';

/** In the order in which an IT department writes down the six values. */
export const QUESTION_ORDER = ['user', 'password', 'sender', 'host', 'port', 'encryption'] as const;
export type AskedField = (typeof QUESTION_ORDER)[number];

export type Question =
  | {
      readonly kind: 'text';
      readonly field: Exclude<AskedField, 'password' | 'encryption'>;
      readonly suggestion: string | null;
    }
  | { readonly kind: 'hidden'; readonly field: 'password' }
  /** `choices` never begins with `none`. */
  | {
      readonly kind: 'choice';
      readonly field: 'encryption';
      readonly choices: readonly Encryption[];
      readonly suggestion: Encryption;
    };

/** The next of the six values that is not known yet, null where all are. Answers are checked by `readField`. */
export function nextQuestion(known: KnownFields): Question | null {
  const field = QUESTION_ORDER.find(
    (name) => known[name] === undefined && !(name === 'password' && known.signIn !== undefined),
  );
  return field === undefined ? null : questionFor(field, known);
}

function questionFor(field: AskedField, known: KnownFields): Question {
  if (field === 'password') return { kind: 'hidden', field };
  if (field === 'encryption') return encryptionQuestion(known.port ?? null);
  return { kind: 'text', field, suggestion: suggestionFor(field, known) };
}

function suggestionFor(field: FieldName, known: KnownFields): string | null {
  if (field === 'port') return String(usualPort(known.encryption ?? 'starttls'));
  if (field === 'sender') return senderFrom(known.user ?? '');
  return null;
}

/** Most hosts take only the login's own address as the sender. */
function senderFrom(user: string): string | null {
  const sender = parseSender(user);
  return 'value' in sender ? formatSender(sender.value) : null;
}

function encryptionQuestion(port: number | null): Question {
  const suggestion = (port === null ? null : usualEncryption(port)) ?? 'starttls';
  const choices: readonly Encryption[] =
    suggestion === 'ssl' ? ['ssl', 'starttls', 'none'] : ['starttls', 'ssl', 'none'];
  return { kind: 'choice', field: 'encryption', choices, suggestion };
}
