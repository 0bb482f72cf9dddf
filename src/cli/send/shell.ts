/** Owns how a path is written in a command that somebody may copy into a shell. */

/**
 * Quoted where it needs to be: single quotes for POSIX shells, in which nothing is expanded, and double quotes for
 * cmd.exe and PowerShell. Control characters are not for copying and become question marks.
 */
export function quotedForShell(path: string, platform: NodeJS.Platform): string {
  const shown = path.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  if (platform === 'win32')
    return /^[\w.:@+\\/-]+$/.test(shown) ? shown : `"${shown.replace(/["$`%]/g, '?')}"`;
  return /^[\w./:@+-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
