/** Owns the folder of the user's settings, and the door to env-paths. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';

/**
 * XDG_CONFIG_HOME/invite on every system where that is set; else ~/.config/invite, ~/Library/Preferences/invite or
 * %APPDATA%\invite\Config. A relative XDG_CONFIG_HOME is ignored (XDG Base Directory Specification 0.8).
 */
export function configFolder(env: NodeJS.ProcessEnv): string {
  const own = env['XDG_CONFIG_HOME'];
  if (own && isAbsolute(own)) return join(own, 'invite');
  const usual = envPaths('invite', { suffix: '' }).config;
  return isAbsolute(usual) ? usual : join(homedir(), '.config', 'invite');
}
