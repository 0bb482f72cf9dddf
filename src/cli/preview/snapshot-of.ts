/** Owns how one reading becomes what the preview page shows. */
import { relative } from 'node:path';
import { formatFor } from '../../i18n/format.js';
import type { Language } from '../../i18n/language.js';
import { textsFor } from '../../i18n/texts.js';
import { composeMessage } from '../../message/compose.js';
import type { ShownMessage, Snapshot, ToldReading } from '../../preview/snapshot.js';
import type { StoredVoter } from '../../preview/voter-store.js';
import type { Sender } from '../../profile/profile.js';
import type { RollShape } from '../../voters/voter.js';
import { frameOf } from '../check-project.js';
import { columnNames } from '../column-names.js';
import type { Context } from '../context.js';
import { namesShown, rollReading } from '../roll-reading.js';
import { shownInvitation } from '../shown-invitation.js';
import { shownSender } from '../stand-in-sender.js';
import type { PreviewOptions } from './options.js';
import type { PreviewReading } from './read.js';

/** Throws `connection-value-invalid` for `--sender`, and `project-bad-value`. */
export function snapshotOf(context: Context, reading: PreviewReading, options: PreviewOptions): Snapshot {
  const { checked, project, voters, widest } = reading;
  const { findings, errors, warnings, fingerprint, summary, shape, source } = checked;
  const { title, organiser } = project;
  const file = relative(context.cwd, source.name) || source.name;
  const sharedAddresses = summary?.sharedAddresses ?? 0;
  const place = widest?.index ?? null;
  const make = messageMaker(context, reading, options);
  return {
    ...{ title, organiser, file, encoding: shape.encoding, sharedAddresses, findings, errors, warnings },
    ...{ fingerprint, voters, widest: place, message: make },
    reading: { de: readingIn('de', context, shape), en: readingIn('en', context, shape) },
    names: namesShown(summary?.names ?? []),
  };
}

/** The page changes its language without being loaded again. */
function readingIn(language: Language, context: Context, shape: RollShape): ToldReading {
  const inLanguage = { ...context, texts: textsFor(language), format: formatFor(language) };
  return { readAs: rollReading(inLanguage, shape), columns: columnNames(inLanguage, shape) };
}

/** The message as `send` makes it, but for sender, date and Message-ID, which only the mailing knows. */
function messageMaker(
  { clock }: Context,
  { checked, project }: PreviewReading,
  options: PreviewOptions,
): Snapshot['message'] {
  const { rendering } = checked;
  if (!rendering) return async () => null;
  const frame = frameOf(project, shownSender(project, options.sender));
  const reveal = options.reveal === true;
  return async ({ voter, name }: StoredVoter): Promise<ShownMessage | null> => {
    if (!rendering.fits(voter)) return null;
    const invitation = shownInvitation(rendering, checked, voter, reveal);
    const messageId = `<preview.${String(voter.row).padStart(6, '0')}@invite.invalid>`;
    const identity = { messageId, date: new Date(clock.now()) };
    const composing = composeMessage(invitation, voter.email, name || null, identity, frame);
    const bytes = await composing.catch(() => null);
    const to = written({ name, address: voter.email });
    const replyTo = frame.replyTo === null ? '' : written(frame.replyTo);
    return { invitation: invitation, from: written(frame.from), to, replyTo, bytes };
  };
}

function written({ name, address }: Sender): string {
  return name === '' ? address : `${name} <${address}>`;
}
