import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/cli/program.js';
import { textsFor } from '../../../src/i18n/texts.js';

function helpOf(language: 'de' | 'en', name: string): string {
  const program = createProgram(textsFor(language).help, '0.0.0', async () => {});
  const command = program.commands.find((one) => one.name() === name) as Command;
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

// Why: under German titles stood "invite status [options] [project]" and "--voters <file>".
describe('the help in German', () => {
  const program = createProgram(textsFor('de').help, '0.0.0', async () => {});
  it.each(program.commands.map((command) => command.name()))(
    'of %s says in German what goes in brackets',
    (name) => {
      const text = helpOf('de', name);
      expect(text).toMatch(/^Aufruf: invite [a-z-]+ \[Optionen\]/);
      const english =
        /[<[](options|command|project|profile|folder|file|number|time|address|header|placeholder|what)[\]>]/;
      expect(text).not.toMatch(english);
    },
  );

  it('calls the exit code 8 by its meaning', () => {
    expect(helpOf('de', 'status')).toMatch(
      /8 +die Zustandsdatei kann nicht benutzt oder nicht angelegt werden/,
    );
  });
});

// Why: `status --help` offered "rehearse everything" and twenty options without effect.
describe.each(['de', 'en'] as const)('the help of status in %s', (language) => {
  const text = helpOf(language, 'status');

  it.each([
    '--mailing',
    '--state',
    '--sandbox',
    '--verify',
    '--voters',
    '--column',
    '--secret',
    '--json',
    '--lang',
  ])('shows %s, which it uses', (option) => expect(text).toMatch(new RegExp(`\\s${option}\\b`)));

  it.each(['--template', '--title', '--send-at', '--expect-voters', '--contact-name', '--yes', '--no-input'])(
    'leaves out %s, which it does not use',
    (option) => expect(text).not.toContain(option),
  );

  it('says what --sandbox does here', () => {
    expect(text).toMatch(/--sandbox +(den Stand der Probe zeigen|show the rehearsal)/);
  });
});

it('the help of request shows what the letter uses, and nothing else', () => {
  const text = helpOf('en', 'request');
  const used = ['--our-address', '--messages', '--out', '--to', '--rate', '--contact-phone', '--send-at'];
  for (const option of used) expect(text).toMatch(new RegExp(`\\s${option}\\b`));
  for (const option of ['--template', '--required']) expect(text).not.toContain(option);
});
