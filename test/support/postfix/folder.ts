/** Owns the rig's folder: configuration, certificates, and the queue with the owners that Postfix asks for. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuthorityFile, makeCertificates } from './certificates.js';
import {
  dovecotConf,
  dovecotTokens,
  dovecotUsers,
  lookupTables,
  mainCf,
  masterCf,
  type RigSettings,
} from './settings.js';

/** Fills the empty folder as `postfix check` would, and touches nothing of the system's; needs root. */
export function prepareFolder(settings: RigSettings): AuthorityFile {
  const { folder } = settings;
  chmodSync(folder, 0o755);
  const postfix = id('-u', 'postfix');
  const postdrop = Number(execFileSync('getent', ['group', 'postdrop'], { encoding: 'utf8' }).split(':')[2]);
  const make = (path: string, mode: number, owner: number, group: number) => {
    mkdirSync(join(folder, path));
    chmodSync(join(folder, path), mode);
    chownSync(join(folder, path), owner, group);
  };
  for (const path of ['conf', 'log', 'dovecot', 'queue', 'queue/pid']) make(path, 0o755, 0, 0);
  make('data', 0o700, postfix, 0);
  make('mail', 0o700, settings.mailUid, settings.mailUid);
  for (const queue of QUEUE_FOLDERS) make(`queue/${queue}`, 0o700, postfix, 0);
  make('queue/public', 0o710, postfix, postdrop);
  make('queue/maildrop', 0o730, postfix, postdrop);
  writeConfiguration(settings);
  return makeCertificates(join(folder, 'tls'));
}

const QUEUE_FOLDERS = [
  'active',
  'bounce',
  'corrupt',
  'defer',
  'deferred',
  'flush',
  'hold',
  'incoming',
  'private',
  'saved',
  'trace',
];

/** Dated back, since Postfix waits until a configuration file is two seconds old. */
function writeConfiguration(settings: RigSettings): void {
  const files = {
    'main.cf': mainCf(settings),
    'master.cf': masterCf(settings),
    'dovecot.conf': dovecotConf(settings),
    users: dovecotUsers(settings),
    ...(settings.introspectionUrl === null ? {} : { oauth2: dovecotTokens(settings.introspectionUrl) }),
    ...lookupTables(),
  };
  const minuteAgo = Date.now() / 1000 - 60;
  for (const [name, text] of Object.entries(files)) {
    const path = join(settings.folder, 'conf', name);
    writeFileSync(path, text);
    utimesSync(path, minuteAgo, minuteAgo);
  }
}

function id(option: string, name: string): number {
  return Number(execFileSync('id', [option, name], { encoding: 'utf8' }));
}
