/** Owns that a `configure` of the hand-over is one JSON document, though it tests on its way. */
import type { ReportTest } from '../configure/pin.js';
import type { Context } from '../context.js';
import { reportTest, testDocument } from '../test-connection/test-account.js';

export interface OneDocument {
  /** Hand it to the test instead of `reportTest`. */
  readonly report: ReportTest;
  /** With `--json`: the document of the command, the test inside it; otherwise nothing, all of it has been said. */
  tell(values: object): void;
}

export function oneDocument({ terminal }: Context): OneDocument {
  let test: object | null = null;
  return {
    report: (context, result, project) => {
      if (terminal.json) test = testDocument(context, result, project);
      else reportTest(context, result, project);
    },
    tell: (values) => {
      if (terminal.json) terminal.event({ ...values, test });
    },
  };
}
