/** Owns the connection test over the real network, and how its result is told. */
import { type Doors, STAGE_DEADLINES, type StageDeadlines } from '../../diagnosis/doors.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { domainNames, systemDoors } from '../../diagnosis/system-doors.js';
import { type ConnectionRequest, testConnection } from '../../diagnosis/test-connection.js';
import type { Project } from '../../project/project.js';
import { connectionDocument } from '../../ui/views/connection-document.js';
import { connectionLines } from '../../ui/views/connection-view.js';
import type { Context } from '../context.js';
import { leadTimeDays } from '../lead-time.js';
import { showRunning } from './running-stage.js';

/** What a connection test asks of the outside, and how long it waits. */
export interface ConnectionDoors {
  readonly doors: Doors;
  readonly deadlines: StageDeadlines;
}

/** `servers` are the name servers to ask about the sender's domain; null for the system's. */
export function connectionDoors(context: Context, servers: readonly string[] | null): ConnectionDoors {
  const doors = { ...systemDoors, dns: domainNames(servers) };
  return context.connectionTest ?? { doors, deadlines: STAGE_DEADLINES };
}

/** The whole test, with nothing mailed unless the request says so; on a terminal the running stage is named. */
export function testAccount(
  context: Context,
  request: ConnectionRequest,
  { doors, deadlines }: ConnectionDoors,
): Promise<ConnectionTest> {
  return testConnection(request, doors, deadlines, showRunning(context));
}

/** The document of docs/json.md; `project` is the one whose election the test is for, if it is known. */
export function testDocument(context: Context, test: ConnectionTest, project: Project | null): object {
  const document = connectionDocument(test, context.texts.diagnosis);
  return { ...document, leadTimeDays: leadTimeDays(context, project) };
}

/** Lines, or the document. */
export function reportTest(context: Context, test: ConnectionTest, project: Project | null): void {
  const { terminal, texts } = context;
  if (terminal.json) {
    terminal.event(testDocument(context, test, project));
    return;
  }
  for (const line of connectionLines(test, texts.diagnosis, terminal.resultPaint)) terminal.result(line);
  if (!terminal.verbose) return;
  for (const { direction, text, encrypted } of test.transcript) {
    const mark = { client: '->', server: '<-', note: '**' }[direction];
    terminal.say(`${encrypted ? '~' : ' '}${mark} ${text}`);
  }
}
