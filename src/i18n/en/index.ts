/** Owns the list of the English texts, one file per area; `Texts` is derived from it. */
import { commands } from './commands.js';
import { common } from './common.js';
import { diagnosis } from './diagnosis.js';
import { discovery } from './discovery.js';
import { faults } from './faults.js';
import { findings } from './findings.js';
import { handover } from './handover.js';
import { help } from './help.js';
import { kinds } from './kinds.js';
import { planReport } from './plan-report.js';
import { preview } from './preview.js';
import { profile } from './profile.js';
import { report } from './report.js';
import { sandbox } from './sandbox.js';
import { send } from './send.js';
import { signIn } from './sign-in.js';
import { storedProfiles } from './stored-profiles.js';

export const en = {
  commands,
  common,
  diagnosis,
  discovery,
  faults,
  findings,
  handover,
  help,
  kinds,
  planReport,
  preview,
  profile,
  report,
  sandbox,
  send,
  signIn,
  storedProfiles,
};
