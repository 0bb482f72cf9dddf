import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../src/i18n/texts.js';
import { redactNothing } from '../../../src/redaction.js';
import { connectionReport } from '../../../src/report/connection-report.js';
import { escapeBlock, escapeMarkdown, reportMarkdown } from '../../../src/report/markdown.js';
import { connectionTest, LOGIN_REFUSED } from '../../support/connection-example.js';
import { HOSTILE } from './hostile.js';

const FACTS = {
  tool: 'invite',
  version: '1',
  at: '2027-02-01T09:30:00+01:00',
  platform: 'linux',
  lead: null,
  notice: null,
};

function markdownWith(text: string): string {
  const test = connectionTest(
    { ...LOGIN_REFUSED, reply: { code: 535, enhanced: null, text } },
    { transcript: [{ direction: 'server', text, encrypted: true }] },
  );
  const target = { ...test.target, user: text, sender: text };
  return reportMarkdown(connectionReport({ ...test, target }, FACTS, textsFor('en'), 'en', redactNothing));
}

/** The lines outside the transcript, which is a code block. */
function lines(markdown: string): string[] {
  return markdown.replace(/^(`{3,})text\n[\s\S]*?\n\1$/m, '').split('\n');
}

const CLEAN = lines(markdownWith('harmless'));

describe('as Markdown', () => {
  it.each(HOSTILE)('what could break %s leaves every block as it was', (_, text) => {
    const found = lines(markdownWith(text));
    expect(found).toHaveLength(CLEAN.length);
    const kindOf = (line: string): string => /^(?:#+ |- |\| |\*\*|$)?/.exec(line)?.[0] ?? '';
    expect(found.map(kindOf)).toEqual(CLEAN.map(kindOf));
    const cells = (line: string): number => line.replace(/\\[\\|]/g, '').split('|').length;
    expect(found.map(cells)).toEqual(CLEAN.map(cells));
  });

  it.each(HOSTILE)('of what could break %s no character is markup', (_, text) => {
    const rest = escapeBlock(text).replace(/\\[!-/:-@[-`{-~]/g, '');
    expect(rest).not.toMatch(/[\\`*_{}[\]<>|#~!&\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|:\/\/|www\./iu);
    expect(escapeBlock(text)).not.toMatch(/^(?:[-+=]|\d+[.)](?:\s|$))/);
  });

  it('a text that needs no escape stays as it can be read', () => {
    expect(escapeMarkdown('login: PLAIN and LOGIN; up to 35 MB (wahl@example.org)')).toBe(
      'login: PLAIN and LOGIN; up to 35 MB (wahl@example.org)',
    );
    expect(escapeBlock('127.0.0.1')).toBe('127.0.0.1');
    expect(escapeBlock('1. März')).toBe('1\\. März');
  });

  it('the transcript stands in a fence that no reply can close', () => {
    const markdown = markdownWith('```` ```');
    expect(markdown).toMatch(/\n`{5}text\n[\s\S]*~ <- ```` ```\n`{5}\n$/);
  });

  it('the transcript says who spoke and what was encrypted', () => {
    const report = connectionReport(connectionTest(), FACTS, textsFor('de'), 'de', redactNothing);
    const markdown = reportMarkdown(report);
    expect(markdown).toContain(
      [
        '```text',
        '-> Programm, <- Server, ** Notiz; ~ davor: verschlüsselt',
        '',
        '  <- 220 mail.organiser.test ESMTP',
        '~ ** TLS: TLSv1.3, TLS_AES_256_GCM_SHA384',
        '~ -> AUTH PLAIN ********',
        '```',
      ].join('\n'),
    );
  });
});
