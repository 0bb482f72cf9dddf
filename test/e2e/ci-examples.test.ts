/** Owns the proof that the examples for build servers work: their own lines, run by a shell as a runner would. */
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Household, type Run } from '../support/cli.js';
import { localTime, makeVoters, rollText } from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { expectNoSecrets } from '../support/secrets.js';

const CI = fileURLToPath(new URL('../../examples/ci/', import.meta.url));
const VOTERS = makeVoters(2);

let household: Household;
let host: MailHost;
/** What the settings of the build server hold, outside the repository. */
let settings: Record<string, string>;
let checkout: string;

/** Where `init` has made the project once. */
const maker = new Household();

beforeAll(async () => {
  const init = await maker.run(['init', 'project', '--lang', 'de'], { env: offline(maker) });
  expect(init.code).toBe(0);
});
beforeEach(async () => {
  household = new Household();
  host = await startMailHost(household);
  checkout = join(household.folder, 'checkout');
  cpSync(join(maker.folder, 'project'), checkout, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(checkout, 'smtp.yaml'), profileFile());
  copyFileSync(join(household.folder, 'ca.pem'), join(checkout, 'ca.pem'));
  rmSync(join(checkout, 'voters.csv'));
  const folder = join(household.folder, 'kept');
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(folder, 'voters.csv'), rollText(VOTERS));
  for (const { password } of VOTERS) household.secrets.add(password);
  const password = host.sandbox.password.reveal();
  household.secrets.add(password);
  household.mayHoldSecrets.push(/^kept\/voters\.csv$/);
  settings = { INVITE_HOST: host.sandbox.host, INVITE_PASSWORD: password, INVITE_FOLDER: folder };
  settle();
});
afterAll(() => maker.remove());
afterEach(async () => {
  await host.close();
  household.remove();
});

/** npm without the network. */
const offline = ({ folder }: Household) => ({
  npm_config_offline: 'true',
  npm_config_cache: join(folder, 'npm-cache'),
});

/** The example's own file, at this server instead of its own. */
function profileFile(): string {
  const { sandbox } = host;
  return readFileSync(join(CI, 'smtp.yaml'), 'utf8')
    .replace('smtp.muster.example', sandbox.host)
    .replace('port: 465', `port: ${sandbox.ports.ssl}`)
    .replace('user: wahl@muster.example', `user: ${sandbox.user}`)
    .replace('perMinute: 30', 'perMinute: 6000')
    .replace('# caFile: muster-ca.pem', 'caFile: ca.pem');
}

/** What an election manager fills in: the made-up dates, names and number of voters go. */
function settle(): void {
  const path = join(checkout, 'invite.yaml');
  const settled = readFileSync(path, 'utf8')
    .replace(/^electionStart:.*$/m, `electionStart: ${localTime(-60)}`)
    .replace(/^electionEnd:.*$/m, `electionEnd: ${localTime(60)}`)
    .replace(/^expectVoters:.*$/m, `expectVoters: ${VOTERS.length}`)
    .replace(/^organiser:.*$/m, 'organiser: Nordverband e. V.')
    .replace(/^contact:.*$(?:\n {2}.*$)+/m, 'contact: { name: Wahlbüro, email: wahl@nordverband.example }');
  writeFileSync(path, settled);
}

/** A step of a job: lines for `bash -e`, with the variables that the step is given. */
interface Step {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
}

async function runStep({ script, env }: Step): Promise<Run> {
  const child = spawn('bash', ['-e', '-c', script], {
    cwd: checkout,
    env: {
      PATH: process.env['PATH'],
      HOME: join(household.folder, 'home'),
      XDG_CONFIG_HOME: household.configFolder,
      CI: 'true',
      ...offline(household),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  const code = await new Promise<number>((done) => child.once('close', (end) => done(end ?? 1)));
  const run = { code, ...output, commandLines: [], milliseconds: 0 };
  expectNoSecrets(run, household);
  return run;
}

/** Steps to the first that fails, as a runner does. */
async function runJob(steps: readonly Step[]): Promise<Run> {
  let last: Run | null = null;
  for (const step of steps) {
    last = await runStep(step);
    if (last.code !== 0) return last;
  }
  if (last === null) throw new Error('the job has no steps');
  return last;
}

interface GitHubStep {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Every expression of the example; one that is not here fails the test. */
function expressions(what: string): Readonly<Record<string, string>> {
  return {
    'vars.INVITE_HOST': settings['INVITE_HOST'] ?? '',
    'vars.INVITE_FOLDER': settings['INVITE_FOLDER'] ?? '',
    'secrets.INVITE_PASSWORD': settings['INVITE_PASSWORD'] ?? '',
    "inputs.what == 'begin' && '--new-mailing' || ''": what === 'begin' ? '--new-mailing' : '',
  };
}

function gitHubJob(name: string, what: string): Step[] {
  const document = parse(readFileSync(join(CI, 'github-actions.yml'), 'utf8'));
  const steps: readonly GitHubStep[] = document.jobs[name].steps;
  const known = expressions(what);
  const evaluated = (text: string): string =>
    text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
      const value = known[expression];
      if (value === undefined) throw new Error(`unknown expression: ${expression}`);
      return value;
    });
  return steps.flatMap(({ run, env = {} }) => {
    // An expression inside a script would be pasted into it before the shell sees it.
    expect(run ?? '').not.toContain('${{');
    const given = Object.entries(env).map(([key, value]) => [key, evaluated(value)]);
    return run === undefined ? [] : [{ script: run, env: Object.fromEntries(given) }];
  });
}

function gitLabJob(name: string, variables: Record<string, string> = {}): Step[] {
  const document = parse(readFileSync(join(CI, 'gitlab-ci.yml'), 'utf8'));
  const lines: readonly string[] = [...document.default.before_script, ...document[name].script];
  const env = { ...document[name].variables, ...settings, ...variables };
  return lines.map((script) => ({ script, env }));
}

interface Example {
  test(): Step[];
  begin(): Step[];
  resume(): Step[];
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  'GitHub Actions': {
    test: () => gitHubJob('test', 'test'),
    begin: () => gitHubJob('send', 'begin'),
    resume: () => gitHubJob('send', 'resume'),
  },
  'GitLab CI': {
    test: () => gitLabJob('test-connection'),
    begin: () => gitLabJob('send', { BEGIN: '--new-mailing' }),
    resume: () => gitLabJob('send'),
  },
};

describe.each(Object.entries(EXAMPLES))('the example for %s', (_name, example) => {
  test('tests the connection, begins the mailing, and has nothing left to do after it', {
    timeout: 120_000,
  }, async () => {
    expect(await runJob(example.test())).toMatchObject({ code: 0 });
    expect(await host.messages()).toEqual([]);
    // Nothing has begun: going on is refused, nothing is asked.
    expect(await runJob(example.resume())).toMatchObject({ code: 8 });
    expect(await runJob(example.begin())).toMatchObject({ code: 0 });
    const arrived = await host.messages();
    expect(arrived.map(({ to }) => to).sort()).toEqual(VOTERS.map(({ email }) => email).sort());
    expect(await runJob(example.resume())).toMatchObject({ code: 0 });
    expect(await host.messages()).toHaveLength(VOTERS.length);
  });

  test('attack 36: gives the password to no host that a change of the file names', async () => {
    const before = readFileSync(join(checkout, 'smtp.yaml'), 'utf8');
    writeFileSync(join(checkout, 'smtp.yaml'), before.replace(/^host:.*$/m, 'host: localhost.evil.test'));
    expect(await runJob(example.test())).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/INVITE_HOST.*smtp\.yaml.*localhost\.evil\.test/s),
    });
  });

  test('ends with a sentence where the build server has no password', async () => {
    settings['INVITE_PASSWORD'] = '';
    expect(await runJob(example.test())).toMatchObject({
      code: 7,
      stderr: expect.stringMatching(/no password.*INVITE_PASSWORD/s),
    });
  });
});
