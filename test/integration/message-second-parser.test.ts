import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../src/message/compose.js';

/** Reads a base64 message per line; writes what Python's email package understands of it, as JSON. */
const PARSER = `
import base64, email, email.policy, json, sys
read = []
for line in sys.stdin:
    mail = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
    part = lambda kind: next((p.get_content().replace('\\r\\n', '\\n') for p in mail.walk() if p.get_content_type() == kind), None)
    defects = [str(d) for p in mail.walk() for d in p.defects]
    defects += [str(d) for value in mail.values() for d in getattr(value, "defects", [])]
    people = lambda name: [[a.display_name, a.addr_spec] for a in mail[name].addresses]
    read.append({"headers": mail.keys(), "subject": mail["Subject"], "to": people("To"), "from": people("From"),
        "replyTo": people("Reply-To"), "text": part("text/plain"), "html": part("text/html"), "defects": defects})
json.dump(read, sys.stdout)
`;

const cases = [
  ['plain words', 'Anna', 'Ihre Wahl', 'Guten Tag'],
  ['a comma and quotes in the name', 'Meier, "Anna"', 'Wahl', 'Text'],
  [
    'umlauts everywhere',
    'Jürgen Öztürk-Groß',
    'Überprüfung der Änderungen '.repeat(7).trim(),
    'Grüße\n'.repeat(50),
  ],
  ['an address for a name', 'evil@attack.example, x', 'Bcc: a@b.example', 'Bcc: a@b.example'],
  ['lone dots', 'Anna', 'Wahl', '.\n..\na\n.\nMAIL FROM:<a@b.example>'],
  ['long lines', 'Anna', `Wahl ${'a'.repeat(195)}`, `${'a'.repeat(3000)}\n${'ä'.repeat(3000)}`],
  ['trailing blanks and tabs', 'Anna', 'Wahl', 'a  \n\tb\t'],
  ['emoji and other scripts', '田中 花子', 'Ελλάδα 🗳️', 'שלום עליכם 🗳️'],
] as const;

interface Understood {
  headers: string[];
  subject: string;
  to: [string, string][];
  from: [string, string][];
  replyTo: [string, string][];
  text: string;
  html: string;
  defects: string[];
}

async function compose(name: string, subject: string, text: string): Promise<string> {
  const bytes = await composeMessage(
    { subject, text, html: `<p>${text}</p>` },
    'anna@mitglieder.example',
    name,
    { messageId: '<0123@muster.example>', date: new Date('2027-03-01T07:00:00Z') },
    {
      from: { name: 'Wahlvorstand, Büro', address: 'wahl@muster.example' },
      replyTo: { name: '', address: 'buero@muster.example' },
      language: 'de',
    },
  );
  return bytes.toString('base64');
}

describe("Python's email package", async () => {
  const sources = await Promise.all(cases.map(([, name, subject, text]) => compose(name, subject, text)));
  const printed = execFileSync('python3', ['-c', PARSER], { input: sources.join('\n'), encoding: 'utf8' });
  const understood = JSON.parse(printed) as Understood[];

  it.each(cases.map((example, index) => [example[0], index] as const))('reads %s unchanged', (_, index) => {
    const [, name, subject, text] = cases[index] ?? cases[0];
    const mail = understood[index];
    expect(mail).toMatchObject({
      subject,
      to: [[name, 'anna@mitglieder.example']],
      from: [['Wahlvorstand, Büro', 'wahl@muster.example']],
      replyTo: [['', 'buero@muster.example']],
      defects: [],
    });
    expect(mail?.text.trimEnd()).toBe(text.trimEnd());
    expect(mail?.html.trimEnd()).toBe(`<p>${text}</p>`);
    expect(mail?.headers).toHaveLength(11);
  });
});
