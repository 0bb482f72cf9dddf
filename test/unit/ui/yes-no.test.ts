import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../src/i18n/texts.js';
import { readYesNo } from '../../../src/ui/yes-no.js';

const ANSWERS = {
  de: {
    yes: ['j', 'J', 'ja', 'Ja', 'JA', ' ja ', 'y', 'yes'],
    no: ['', '   ', '\t', 'n', 'N', 'nein', 'Nein', 'no', ' n '],
    unclear: ['jn', 'jaja', 'ja nein', 'j.', '1', 'oui', 'vielleicht', 'J A', 'constructor', '\u0000'],
  },
  en: {
    yes: ['y', 'Y', 'yes', 'Yes', 'YES', ' yes '],
    no: ['', '   ', '\t', 'n', 'N', 'no', 'No', ' n '],
    unclear: ['j', 'ja', 'nein', 'yn', 'yes no', 'y.', '1', 'true', 'maybe', 'Y E S', 'constructor'],
  },
} as const;

const TABLE = (['de', 'en'] as const).flatMap((language) =>
  (['yes', 'no', 'unclear'] as const).flatMap((meaning) =>
    ANSWERS[language][meaning].map((answer) => [language, answer, meaning] as const),
  ),
);

describe('an answer to a yes-or-no question', () => {
  it.each(TABLE)('in %s %j means %s', (language, answer, meaning) => {
    expect(readYesNo(answer, textsFor(language).common.prompts)).toBe(meaning);
  });

  it.each(['de', 'en'] as const)('in %s is read as the hint beside the question says', (language) => {
    const { prompts } = textsFor(language).common;
    const [, yes = '', no = ''] = /^\((\w)\/(\w)\)$/.exec(prompts.yesOrNo) ?? [];
    expect(readYesNo(yes, prompts)).toBe('yes');
    expect(readYesNo(no, prompts)).toBe('no');
    // The capital letter is the answer that Enter alone gives.
    expect([yes, no]).toEqual([yes.toLowerCase(), no.toUpperCase()]);
    expect(readYesNo(prompts.yes, prompts)).toBe('yes');
    expect(readYesNo(prompts.no, prompts)).toBe('no');
  });
});
