/** Owns the line that says which stage is running: a silent host takes ten or twenty seconds for each. */
import type { Begins } from '../../diagnosis/run-stages.js';
import type { Context } from '../context.js';

/** On a terminal only; the next line that is printed replaces it. */
export function showRunning({ terminal, texts }: Context): Begins {
  const { commands, diagnosis } = texts;
  return (stage) => terminal.transient(commands.testConnection.running(diagnosis.stages[stage]));
}
