// The whole `send` (roll read twice, checked, rendered, journal with fsync, TLS, login) against a loop over
// nodemailer's pool with the same messages. Printed as a ratio inside one run: absolute rates say little elsewhere.
import { fork, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';

const VOTERS = Number(process.argv[2] ?? 3000);
const CONNECTIONS = 10;
const PASSWORD = 'bench-password';

const sink = fork(new URL('sink.js', import.meta.url));
const { port, cert } = await new Promise((resolve) => sink.once('message', resolve));
const folder = await mkdtemp(join(tmpdir(), 'invite-bench-'));
try {
  const pool = await timed(() => withPool());
  const send = await timed(() => withSend());
  const rate = (milliseconds) => Math.round((VOTERS / milliseconds) * 1000);
  console.log(`voters ${VOTERS}, connections ${CONNECTIONS}`);
  console.log(`nodemailer's pool   ${rate(pool)} messages/s`);
  console.log(`invite send         ${rate(send)} messages/s, start of the program included`);
  console.log(`ratio               ${(pool / send).toFixed(2)}`);
} finally {
  sink.kill();
  await rm(folder, { recursive: true });
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function withPool() {
  const transport = nodemailer.createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    secure: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
    auth: { user: 'bench', pass: PASSWORD },
    tls: { ca: cert },
  });
  const text = 'Guten Tag,\n\nIhre Zugangsdaten stehen unten.\n'.repeat(40);
  const html = `<p>${text}</p>`;
  const mails = Array.from({ length: VOTERS }, (_, voter) =>
    transport.sendMail({
      from: 'Wahl <wahl@muster.example>',
      to: { name: `Anna ${voter}`, address: `voter${voter}@example.org` },
      subject: 'Ihre Einladung',
      text,
      html,
    }),
  );
  await Promise.all(mails);
  transport.close();
}

async function withSend() {
  const rows = Array.from(
    { length: VOTERS },
    (_, voter) =>
      `${voter};Anna;Müller;voter${voter}@example.org;pw${voter}xyzab;https://wahl.example/${voter}`,
  );
  const header = 'Mitgliedsnummer;Vorname;Nachname;E-Mail;Passwort;Link';
  await writeFile(join(folder, 'voters.csv'), [header, ...rows].join('\n'));
  await writeFile(join(folder, 'ca.pem'), cert);
  await writeFile(join(folder, 'password'), PASSWORD, { mode: 0o600 });
  await writeFile(
    join(folder, 'invite.yaml'),
    'title: Bench\norganiser: Bench\nvoters: voters.csv\ntemplate: online-wahl\nelectionEnd: 2999-01-01T00:00\n' +
      'electionStart: 2020-01-01T00:00\ncontact: { name: Wahl, email: wahl@muster.example, phone: "1" }\n',
  );
  const flags = ['--host', '127.0.0.1', '--port', String(port), '--encryption', 'ssl', '--user', 'bench'];
  const rest = [
    '--sender',
    'Wahl <wahl@muster.example>',
    '--connections',
    String(CONNECTIONS),
    '--yes',
    '--quiet',
  ];
  const files = ['--ca-file', join(folder, 'ca.pem'), '--password-file', join(folder, 'password')];
  const args = ['bin/invite.js', 'send', folder, '--new-mailing', ...flags, ...rest, ...files];
  const env = { ...process.env, XDG_CONFIG_HOME: folder };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`send ended with ${code}`);
}
