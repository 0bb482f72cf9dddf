/** Owns the choice of the tool's own language (not the invitation's). */

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export function isLanguage(value: string): value is Language {
  return (LANGUAGES as readonly string[]).includes(value);
}

/**
 * The first of: `--lang`, `INVITE_LANG`, the system's locale ("de_AT.UTF-8" is German); else English. A `--lang` that
 * is none of ours is refused later, in the language that the reader has.
 */
export function chooseLanguage(
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
  systemLocale: string,
): Language {
  const wished = [
    flag && isLanguage(flag) ? flag : undefined,
    env['INVITE_LANG'],
    env['LC_ALL'],
    env['LC_MESSAGES'],
    env['LANG'],
    systemLocale,
  ];
  for (const value of wished) {
    const short = value?.slice(0, 2).toLowerCase() ?? '';
    if (isLanguage(short)) return short;
    if (value && !/^(C|POSIX)\b/.test(value)) return 'en';
  }
  return 'en';
}
