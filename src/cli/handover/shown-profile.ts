/** Owns how a sealed profile is shown before it is taken over: its values, what was tested, what speaks against it. */
import { textOf } from '../../i18n/text-of.js';
import type { LimitName } from '../../profile/limits.js';
import type { Pin } from '../../profile/pin.js';
import type { Difference, Doubt } from '../../profile/sealed/doubts.js';
import type { SealedProfile, TestedBefore, UnpackedProfile } from '../../profile/sealed/sealed-profile.js';
import { formatSender } from '../../profile/sender.js';
import { safeText } from '../../smtp/reply.js';
import type { Context } from '../context.js';
import { loginFacts, signInRows } from '../shown-login.js';

/** Everything but the password, as `--show` has it, and the time of the sealing. */
export function sealedLines(context: Context, sealed: SealedProfile, { profile }: UnpackedProfile): string[] {
  const { texts, format, terminal } = context;
  const { fields } = texts.commands.configure;
  const t = texts.handover.take;
  const names = texts.storedProfiles.limitNames;
  const limits = Object.entries(profile.limits).flatMap(([limit, value]) =>
    value === null ? [] : [`${value} ${names[limit as LimitName]}`],
  );
  const rows: readonly (readonly [string, string])[] = [
    [fields.user, profile.user],
    ...signInRows(profile.login, texts),
    [fields.sender, formatSender(profile.sender)],
    [fields.host, profile.host],
    [fields.port, String(profile.port)],
    [fields.encryption, profile.encryption],
    [fields.limits, limits.join(', ')],
    [t.sealedAt, format.moment(sealed.sealedAt)],
    [t.testedBefore, testedText(context, sealed.tested)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `  ${terminal.paint.faint(label.padEnd(width))}  ${safeText(value)}`);
}

function testedText({ texts, format }: Context, tested: TestedBefore | null): string {
  const t = texts.handover.take;
  if (tested === null) return t.untested;
  const stages: Readonly<Record<string, string>> = texts.diagnosis.stages;
  const named = (stage: string): string => textOf(stages, stage) ?? stage;
  const { failed } = tested;
  if (failed !== null) return t.failed(named(failed.stage));
  return tested.ok ? t.passed(format.list(tested.passed.map(named))) : t.untested;
}

/** A sentence each; the origin, of which nothing is known, comes first. */
export function doubtLines({ texts, terminal }: Context, doubts: readonly Doubt[]): string[] {
  const t = texts.handover.take;
  const warning = terminal.paint.warn(texts.common.warning);
  return [t.origin, ...doubts.map((doubt) => `${warning}: ${sentence(t, doubt)}`)];
}

function sentence(t: Context['texts']['handover']['take'], doubt: Doubt): string {
  switch (doubt.kind) {
    case 'sender-elsewhere':
      return t.doubts.senderElsewhere(doubt.domain, doubt.expected);
    case 'host-elsewhere':
      return t.doubts.hostElsewhere(doubt.host, doubt.domain);
    case 'sign-in-elsewhere':
      return t.doubts.signInElsewhere(doubt.host, doubt.domain);
    case 'token-elsewhere':
      return t.doubts.tokenElsewhere(doubt.host, doubt.provider);
    case 'pinned':
      return t.doubts.pinned(doubt.fingerprint);
    case 'own-authority':
      return t.doubts.ownAuthority(doubt.subject, doubt.fingerprint);
  }
}

const NONE = '–';

export function differenceLines({ texts }: Context, differences: readonly Difference[]): string[] {
  const { fields } = texts.commands.configure;
  const labels = { ...fields, login: texts.signIn.shown.login };
  return differences.map(
    ({ field, stored, sealed }) =>
      `  ${labels[field]}: ${safeText(stored) || NONE} → ${safeText(sealed) || NONE}`,
  );
}

/** docs/json.md; never a password. */
export function importFacts(
  name: string,
  file: string,
  { sealedAt, tested }: SealedProfile,
  { profile }: UnpackedProfile,
  doubts: readonly Doubt[],
): object {
  const { host, port, encryption, user, login, sender, limits } = profile;
  const caFile = profile.caFile && { path: profile.caFile.path, sha256: profile.caFile.sha256 };
  const pin = profile.pin && pinFacts(profile.pin);
  const account = { host, port, encryption, user, ...loginFacts(login) };
  const values = { ...account, sender: formatSender(sender), caFile, pin, limits };
  return { name, file, ...values, sealedAt, tested, doubts };
}

/** Without the certificate's text. */
function pinFacts({ fingerprint, path, sha256 }: Pin): Pin {
  return { fingerprint, path, sha256 };
}
