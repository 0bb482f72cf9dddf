// A whole roll checked and rendered by `preview`'s own code, against csv-parse alone on the same file, as a ratio.
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { checkProject } from '../dist/cli/check-project.js';
import { readProject } from '../dist/project/project-file.js';

const VOTERS = Number(process.argv[2] ?? 200_000);
const folder = await mkdtemp(join(tmpdir(), 'invite-bench-'));
try {
  const file = join(folder, 'voters.csv');
  const header = 'Mitgliedsnummer;Vorname;Nachname;E-Mail;Passwort;Link';
  const rows = Array.from(
    { length: VOTERS },
    (_, voter) =>
      `${voter};Anna;Müller;voter${voter}@example.org;pw${voter}xyzab;https://wahl.example/${voter}`,
  );
  await writeFile(file, [header, ...rows].join('\n'));
  const yaml =
    'title: Bench\norganiser: Bench\nvoters: voters.csv\ntemplate: online-wahl\nelectionStart: 2020-01-01T00:00\n' +
    'electionEnd: 2999-01-01T00:00\ncontact: { name: Wahl, email: wahl@muster.example, phone: "1" }\n';
  await writeFile(join(folder, 'invite.yaml'), yaml);
  const alone = await timed(async () => {
    let seen = 0;
    for await (const _row of createReadStream(file).pipe(parse({ delimiter: ';' }))) seen += 1;
    return seen;
  });
  const checked = await timed(async () => {
    const project = await readProject({ path: folder, named: true, overrides: {}, systemTimeZone: 'UTC' });
    const result = await checkProject(project, {}, () => {});
    if (result.errors > 0) throw new Error(JSON.stringify(result.findings[0]));
  });
  // The peak, in kilobytes; what is left at the end says little.
  const megabytes = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
  console.log(`voters ${VOTERS}`);
  console.log(`csv-parse alone       ${Math.round(alone)} ms`);
  console.log(`checked and rendered  ${Math.round(checked)} ms, ${megabytes} MB resident at most`);
  console.log(`ratio                 ${(checked / alone).toFixed(2)}`);
} finally {
  await rm(folder, { recursive: true });
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
