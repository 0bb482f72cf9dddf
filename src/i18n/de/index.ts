/** Owns the list of the German texts; the type of the English ones says what must be here. */
import type { en } from '../en/index.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { diagnosis } from './diagnosis.js';
import { faults } from './faults.js';
import { findings } from './findings.js';
import { help } from './help.js';
import { kinds } from './kinds.js';
import { preview } from './preview.js';
import { profile } from './profile.js';
import { report } from './report.js';
import { sandbox } from './sandbox.js';
import { send } from './send.js';
import { signIn } from './sign-in.js';

export const de: typeof en = {
  commands,
  common,
  diagnosis,
  faults,
  findings,
  help,
  kinds,
  preview,
  profile,
  report,
  sandbox,
  send,
  signIn,
};
