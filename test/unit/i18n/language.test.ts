import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../../src/i18n/language.js';

describe('the language of the tool', () => {
  it.each([
    ['what the option says', 'de', { LANG: 'en_GB.UTF-8' }, 'de'],
    ['what the environment says', undefined, { INVITE_LANG: 'de', LANG: 'en_GB.UTF-8' }, 'de'],
    ['that of the system', undefined, { LANG: 'de_AT.UTF-8' }, 'de'],
    ['English for a system of another', undefined, { LANG: 'fr_FR.UTF-8' }, 'en'],
    ['that behind a system without one', undefined, { LANG: 'C.UTF-8' }, 'de'],
    // Why: to "--lang fr" a German reader got the answer in English.
    ['that of the system for an option that is none of ours', 'fr', { LANG: 'de_DE.UTF-8' }, 'de'],
    ['that of the system for an option without a value', '', { LANG: 'de_DE.UTF-8' }, 'de'],
  ])('is %s', (_, flag, env, language) => {
    expect(chooseLanguage(flag, env, 'de-DE')).toBe(language);
  });
});
