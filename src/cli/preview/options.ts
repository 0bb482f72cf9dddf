/** Owns the options of `preview`, and which of them go together. */
import { Fault } from '../../fault.js';
import type { CommonOptions, ProjectOptions } from '../options.js';

export interface PreviewOptions extends CommonOptions, ProjectOptions {
  readonly voter?: string;
  readonly widest?: boolean;
  readonly out?: string;
  readonly reveal?: boolean;
  readonly sender?: string;
  readonly serve?: boolean;
  readonly port?: number;
}

/** Throws `usage`. */
export function checkPreviewOptions(options: PreviewOptions): void {
  const { voter, widest, serve, port, json, out } = options;
  const names = voter !== undefined || widest === true;
  if (json === true && names && out === undefined && serve !== true)
    throw new Fault('usage', { reason: 'voter-with-json' });
  if (voter !== undefined && widest === true) throw new Fault('usage', { reason: 'voter-or-widest' });
  if (port !== undefined && serve !== true) throw new Fault('usage', { reason: 'port-of-serve' });
}
