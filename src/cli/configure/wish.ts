/** Owns which of its tasks `configure` is asked for: one at a time, and no values beside a task that changes none. */
import { Fault } from '../../fault.js';
import { type ConfigureOptions, VALUE_OPTIONS } from './options.js';

const TASKS = ['list', 'show', 'rename', 'copy', 'remove'] as const;
export type Task = (typeof TASKS)[number] | 'store';

/** Of `store` alone. */
const VALUES = [...VALUE_OPTIONS, 'allowUnencrypted'] as const;

/** Throws `usage` where two tasks, a value beside a task, or a name too many is given. */
export function taskOf(options: ConfigureOptions, argument: string | undefined): Task {
  const tasks = TASKS.filter((task) => options[task]);
  if (tasks.length > 1) throw new Fault('usage', { reason: 'configure-one-task' });
  const task = tasks[0] ?? 'store';
  const names = task === 'list' ? 0 : task === 'rename' || task === 'copy' ? 2 : 1;
  if ([argument, options.newName].filter((name) => name !== undefined).length > names)
    throw new Fault('usage', { reason: 'too-many-arguments' });
  const hasValues = VALUES.some((name) => options[name] !== undefined) || options.test === false;
  if (task !== 'store' && hasValues) throw new Fault('usage', { reason: 'configure-task-alone' });
  return task;
}
