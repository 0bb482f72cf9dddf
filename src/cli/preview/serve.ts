/** Owns `preview --serve`: the local page, up to date until it is ended. */
import { Fault } from '../../fault.js';
import { formatFor } from '../../i18n/format.js';
import type { Language } from '../../i18n/language.js';
import { textsFor } from '../../i18n/texts.js';
import { createLive, type Live } from '../../preview/live.js';
import { startPreviewServer } from '../../preview/preview-server.js';
import type { Teller, Told, ToldFinding } from '../../preview/snapshot.js';
import { safeText } from '../../smtp/reply.js';
import { findingMessage, findingPlace } from '../../ui/views/findings-view.js';
import type { Context } from '../context.js';
import { faultText } from '../report-fault.js';
import type { PreviewOptions } from './options.js';
import { type PreviewReading, previewProject, readPreview } from './read.js';
import { snapshotOf } from './snapshot-of.js';
import { lookAt } from './watched-files.js';

/** A page that listens. `url` opens the voter on line `row`, else the first. */
export interface ServedPreview {
  readonly url: string;
  close(): Promise<void>;
}

/** `seen` is how the files looked before `reading`. Throws `preview-not-started`. */
export async function servePreview(
  context: Context,
  argument: string | undefined,
  options: PreviewOptions,
  reading: PreviewReading,
  seen: string,
): Promise<ServedPreview> {
  const live = liveFor(context, argument, options, reading, seen);
  const texts = { de: textsFor('de').preview.page, en: textsFor('en').preview.page };
  const words = { language: context.language, texts, reveal: options.reveal === true };
  const port = options.port ?? 0;
  const server = await startPreviewServer(live, words, tellerFor(context.program), port).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Fault('preview-not-started', { port: options.port ?? null, reason: error.code ?? 'unknown' });
    },
  );
  const isNamed = options.voter !== undefined || options.widest === true;
  const at = isNamed && reading.chosen !== null ? `#${reading.chosen.row}` : '';
  return { url: `${server.url}${at}`, close: () => server.close() };
}

/** invite.yaml is read anew each time: it may name another roll by then. */
function liveFor(
  context: Context,
  argument: string | undefined,
  options: PreviewOptions,
  reading: PreviewReading,
  seen: string,
): Live {
  let { project } = reading;
  return createLive(snapshotOf(context, reading, options), seen, {
    look: () => lookAt(project),
    load: async () => {
      project = await previewProject(context, argument, options);
      return snapshotOf(context, await readPreview(project, options), options);
    },
  });
}

/** The words of the command line, for the page. */
function tellerFor(program: string): Teller {
  return {
    finding: (finding, language): ToldFinding => ({
      place: findingPlace(finding, textsFor(language), formatFor(language)),
      message: findingMessage(finding, textsFor(language)),
    }),
    problem: (error, language) => problem(error, language, program),
  };
}

/** Of an error that nobody expected only the name: its own words may hold a voter's cells. */
function problem(error: unknown, language: Language, program: string): Told {
  const texts = textsFor(language);
  if (error instanceof Fault) return faultText(error, texts, program, 'preview');
  const name = error instanceof Error ? error.name : 'unknown';
  return { message: texts.common.internal(safeText(name)), hints: [] };
}
