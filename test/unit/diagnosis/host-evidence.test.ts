import { expect, it } from 'vitest';
import { familyOfTest } from '../../../src/diagnosis/host-evidence.js';
import type { StageName, StageResult } from '../../../src/diagnosis/result.js';
import { tlsFacts } from '../../support/tls-facts.js';

function said(stage: StageName, text: string): StageResult {
  const reply = { code: 220, enhanced: null, text };
  return { stage, status: 'passed', ms: 1, kind: null, reply, facts: {} };
}

function shown(altNames: readonly string[]): StageResult {
  return { ...said('tls', ''), reply: null, facts: { tls: tlsFacts({ altNames }) } };
}

// Why: a customer's own name (CNAME) hid that the server is Microsoft's, and the advice went to nobody who could act.
it.each([
  [
    said('greeting', 'AM0PR01CA0042.outlook.office365.com Microsoft ESMTP MAIL Service ready'),
    'microsoft-365',
  ],
  [said('ehlo', 'AM0PR01CA0042.outlook.office365.com Hello [192.0.2.1] SIZE 157286400'), 'microsoft-365'],
  [said('greeting', 'smtp.gmail.com ESMTP x - gsmtp'), 'google'],
  [said('greeting', 'mail.organiser.test ESMTP'), 'other'],
  [shown(['DNS:mail.organiser.test', 'DNS:*.outlook.com']), 'microsoft-365'],
  [shown(['DNS:mail.organiser.test']), 'other'],
] as const)('at a host of the organiser %j tells whose it is', (stage, family) => {
  expect(familyOfTest('mail.organiser.test', [stage])).toBe(family);
});
