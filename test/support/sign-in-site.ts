/** Owns what a sign-in by OAuth 2.0 needs in tests: an identity provider, a mail server that asks it, and a real keyring. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Household, type Run, type Running, type RunOptions } from './cli.js';
import { CLIENT_ID, CLIENT_SECRET, type LocalProvider, startIdentityProvider } from './identity-provider.js';
import { type Keyring, startKeyring } from './keyring.js';
import { type PostfixRig, startPostfix } from './postfix/rig.js';
import { RIG } from './require-debian.js';
import { expectNoSecrets } from './secrets.js';

export const SIGN_IN_NEEDS = [...RIG, 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;
export const SIGN_IN_USER = 'wahl@muster.example';

export class SignInSite {
  readonly provider: LocalProvider;
  readonly rig: PostfixRig;
  readonly keyring: Keyring;
  /** Another one for each test. */
  household = new Household();

  private constructor(provider: LocalProvider, rig: PostfixRig, keyring: Keyring) {
    this.provider = provider;
    this.rig = rig;
    this.keyring = keyring;
  }

  static async start(): Promise<SignInSite> {
    const provider = await startIdentityProvider({ user: SIGN_IN_USER });
    const { introspectionUrl } = provider;
    const [rig, keyring] = await Promise.all([startPostfix({ introspectionUrl }), startKeyring('login')]);
    return new SignInSite(provider, rig, keyring);
  }

  async beginTest(): Promise<void> {
    this.provider.wish = { user: SIGN_IN_USER };
    this.provider.grants.length = 0;
    this.household = new Household();
    this.household.mayHoldSecrets.push(/secret\.txt$/, /key\.json$/);
    await this.rig.emptyMailbox();
  }

  endTest(): void {
    this.household.remove();
  }

  async stop(): Promise<void> {
    await Promise.all([this.provider.close(), this.rig.stop(), this.keyring.stop()]);
  }

  /** With the keyring. */
  async invite(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    const env = { ...this.keyring.env, ...options.env };
    return this.clean(await this.household.run(args, { ...options, env }));
  }

  /** At a terminal. */
  ask(args: readonly string[]): Running {
    return this.household.start(args, { terminal: true, env: this.keyring.env });
  }

  /** Looks once more for secrets that only came into being meanwhile. */
  clean(run: Run): Run {
    for (const secret of this.provider.secrets) this.household.secrets.add(secret);
    expectNoSecrets(run, this.household);
    return run;
  }

  privateFile(name: string, text: string): string {
    const path = join(this.household.folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  server(port: 'starttls' | 'ssl' = 'starttls'): string[] {
    const { host, ports, ca } = this.rig;
    return [
      ...['--host', host, '--port', String(ports[port]), '--encryption', port],
      ...['--user', SIGN_IN_USER, '--sender', SIGN_IN_USER, '--ca-file', ca.path],
    ];
  }

  /** Signs in by itself, with a secret. */
  application(): string[] {
    return [...this.person(), '--client-secret-file', this.privateFile('secret.txt', `${CLIENT_SECRET}\n`)];
  }

  /** Signs in with a code in the browser. */
  person(): string[] {
    return ['--login', this.provider.issuer, '--client-id', CLIENT_ID];
  }
}
