import { appendFile, copyFile, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyPathFor } from '../../../src/delivery/journal-file.js';
import {
  beginMailing,
  keyFor,
  type Mailing,
  type MailingPlace,
  openMailing,
  refuseSecondBeginning,
} from '../../../src/delivery/mailing.js';
import { keyFingerprint } from '../../../src/delivery/pseudonym.js';
import type { JournalRecord } from '../../../src/delivery/record.js';
import { Registry } from '../../../src/delivery/registry.js';
import { journalBytes } from '../../support/delivery-world.js';
import { stateFolder } from './state-folder.js';

const AT = '2027-03-01T07:00:00.000Z';
const BOUND = { template: 't', sender: 's', host: 'h', user: 'u' };

async function place(): Promise<MailingPlace> {
  const folder = await stateFolder();
  const registry = new Registry(join(folder, 'config'));
  return { statePath: join(folder, 'invite.state.jsonl'), project: 'p', registry, takeOver: false };
}

/** As `send --new-mailing` does it. */
async function begin(where: MailingPlace, voters = ['a', 'b', 'c']): Promise<Mailing> {
  await refuseSecondBeginning(where);
  const { key } = await keyFor(where.statePath);
  await beginMailing(where, { key, bound: BOUND, voters, tool: '1.0.0', at: AT });
  const mailing = await openMailing({ ...where, takeOver: true }, key, AT);
  await mailing.remember(false);
  return mailing;
}

async function resume(where: MailingPlace): Promise<Mailing> {
  return openMailing(where, (await keyFor(where.statePath)).key, AT);
}

function committing(voter: string): JournalRecord {
  return { t: 'committing', voter, row: 'r', messageId: 'm', message: 'd', date: 1, at: AT };
}

describe('a mailing', () => {
  it('begins with everybody pending, is resumed, and a second one is not begun', async () => {
    const where = await place();
    const mailing = await begin(where);
    expect(mailing.ledger.counts()).toMatchObject({ voters: 3, pending: 3 });
    expect(mailing.ledger.bound).toMatchObject(BOUND);
    await mailing.journal.append(committing('b'));
    await mailing.remember(true);
    await mailing.close();
    await expect(refuseSecondBeginning(where)).rejects.toMatchObject({ kind: 'mailing-exists' });
    const again = await resume(where);
    expect(again.id).toBe(mailing.id);
    expect(again.ledger.counts()).toMatchObject({ pending: 2, inDoubt: 1 });
    await again.close();
  });

  it('holds a roll of any size', async () => {
    const voters = Array.from({ length: 2_500 }, (_, index) => `v${index}`);
    const mailing = await begin(await place(), voters);
    expect([...mailing.ledger.voters.keys()]).toEqual(voters);
    await mailing.close();
  });

  it('cuts a torn tail off and goes on behind it', async () => {
    const where = await place();
    await (await begin(where)).close();
    await appendFile(where.statePath, '{"t":"committing","voter":"a"');
    const again = await resume(where);
    await again.journal.append(committing('b'));
    await again.close();
    const third = await resume(where);
    expect(third.ledger.counts()).toMatchObject({ pending: 2, inDoubt: 1 });
    await third.close();
  });

  it('leaves a damaged file as it is', async () => {
    const where = await place();
    const mailing = await begin(where);
    for (const voter of ['a', 'b', 'c']) await mailing.journal.append(committing(voter));
    await mailing.close();
    const text = await readFile(where.statePath, 'utf8');
    const damaged = text.replace('"voter":"a"', '"voter":"x"');
    await writeFile(where.statePath, damaged);
    await expect(resume(where)).rejects.toMatchObject({ kind: 'state-damaged', details: { line: 3 } });
    expect(await readFile(where.statePath, 'utf8')).toBe(damaged);
  });

  it.each(['', 'hello\n', '{}\n'])('is damaged in line 1 as %j', async (text) => {
    const where = await place();
    await (await begin(where)).close();
    await writeFile(where.statePath, text);
    await expect(resume(where)).rejects.toMatchObject({ kind: 'state-damaged', details: { line: 1 } });
  });

  it('is in use while another run has it, and free afterwards', async () => {
    const where = await place();
    const mailing = await begin(where);
    await expect(resume(where)).rejects.toMatchObject({ kind: 'state-in-use' });
    await mailing.close();
    await (await resume(where)).close();
  });

  it('holds nothing after it could not be opened', async () => {
    const where = await place();
    await (await begin(where)).close();
    const wrong = Buffer.alloc(32, 9);
    await expect(openMailing(where, wrong, AT)).rejects.toMatchObject({ kind: 'state-key-wrong' });
    await (await resume(where)).close();
  });

  it('cannot be resumed without its key', async () => {
    const where = await place();
    await (await begin(where)).close();
    await unlink(keyPathFor(where.statePath));
    await expect(resume(where)).rejects.toMatchObject({ kind: 'state-key-missing' });
  });

  it('is not touched when a newer version wrote it', async () => {
    const where = { ...(await place()), takeOver: true };
    const { key } = await keyFor(where.statePath);
    const header = { t: 'header', v: 2, mailing: 'm', tool: '9', key: keyFingerprint(key), at: AT } as const;
    await writeFile(where.statePath, journalBytes([[{ ...header, ...BOUND }]]));
    await expect(openMailing(where, key, AT)).rejects.toMatchObject({
      kind: 'state-newer',
      details: { version: 2 },
    });
  });

  it('is noticed as a copy, which may be taken over', async () => {
    const where = await place();
    await (await begin(where)).close();
    await copyFile(where.statePath, `${where.statePath}.copy`);
    await rename(`${where.statePath}.copy`, where.statePath);
    await expect(resume(where)).rejects.toMatchObject({ kind: 'state-copied' });
    const taken = await resume({ ...where, takeOver: true });
    await taken.remember(true);
    await taken.close();
    await (await resume(where)).close();
  });

  it('is noticed as rolled back, which may not be taken over', async () => {
    const where = await place();
    const mailing = await begin(where);
    const before = await readFile(where.statePath);
    await mailing.journal.append(committing('a'));
    await mailing.remember(true);
    await mailing.close();
    await writeFile(where.statePath, before);
    for (const takeOver of [false, true])
      await expect(resume({ ...where, takeOver })).rejects.toMatchObject({ kind: 'state-rolled-back' });
    expect(await readFile(where.statePath)).toEqual(before);
  });

  it('is not begun again when its file was deleted', async () => {
    const where = await place();
    const mailing = await begin(where);
    await mailing.remember(true);
    await mailing.close();
    await unlink(where.statePath);
    await expect(begin(where)).rejects.toMatchObject({ kind: 'mailing-known' });
  });

  it('begins again with the same key when the first beginning was killed half-way', async () => {
    const where = await place();
    const { key } = await keyFor(where.statePath);
    await writeFile(keyPathFor(where.statePath), `${key.toString('hex')}\n`, { mode: 0o600 });
    await (await begin(where)).close();
    expect((await keyFor(where.statePath)).key).toEqual(key);
  });

  it('holds neither an ID nor the key in its file', async () => {
    const where = await place();
    await (await begin(where, [])).close();
    const { key } = await keyFor(where.statePath);
    expect(await readFile(where.statePath, 'utf8')).not.toContain(key.toString('hex'));
  });
});
