import { expect, it } from 'vitest';
import { npmEnvironment } from '../../../src/cli/commands/init.js';

// Why: npm was handed the password of the mailbox, and handed it on to everything that it started.
it('npm is handed nothing of the mailbox', () => {
  const env = {
    PATH: '/bin',
    npm_config_offline: 'true',
    INVITE_PASSWORD: 'geheim',
    INVITE_PASSWORD_FILE: 'f',
    INVITE_HOST: 'h',
    invite_user: 'u',
    INVITED: 'kept',
  };
  expect(npmEnvironment(env)).toEqual({ PATH: '/bin', npm_config_offline: 'true', INVITED: 'kept' });
});
