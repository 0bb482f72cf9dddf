// Prints the two commands with which README.md begins, one a line: those of its first block marked as `sh`.
// The continuous integration runs exactly these, so that the first thing a newcomer types is always tried.
import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const block = /^```sh\n(.*?)^```$/ms.exec(readme)?.[1] ?? '';
const commands = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
if (commands.length === 2) console.log(commands.join('\n'));
else {
  console.error(
    `readme-commands: the first sh block of README.md should hold two commands, not ${commands.length}`,
  );
  process.exitCode = 1;
}
