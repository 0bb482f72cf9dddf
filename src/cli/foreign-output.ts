/** Owns what others would print past the terminal: Node's warnings and the console of packages. */
import { safeText } from '../smtp/reply.js';
import type { Terminal } from '../ui/terminal.js';

const METHODS = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const;

/**
 * From now on such lines pass the terminal, and with it the redactor; they are for whoever looks into a fault, so they
 * are shown with `--verbose` only. Packages print what they were given, and that may be a password or a voter's cell.
 */
export function takeForeignOutput(terminal: () => Terminal): void {
  const tell = (...parts: unknown[]): void => {
    const { verbose } = terminal();
    if (verbose) terminal().warn(safeText(parts.map(String).join(' ')));
  };
  for (const method of METHODS) console[method] = tell;
  // Node's own listener writes to the stream directly.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => tell(`${name}: ${message}`));
}
