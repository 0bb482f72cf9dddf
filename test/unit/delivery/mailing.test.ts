import { appendFile, copyFile, readFile, rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exists, keyPathFor } from '../../../src/delivery/journal-file.js';
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
const BOUND = { template: 't', columns: 'c', sender: 's', host: 'h', user: 'u' };

async function place(): Promise<MailingPlace> {
  const folder = await stateFolder();
  const registry = new Registry(join(folder, 'config'));
  const rest = { takeOver: false, rehearsal: false, now: () => Date.parse(AT) };
  return { statePath: join(folder, 'invite.state.jsonl'), project: 'p', registry, ...rest };
}

/** The same election in another folder. */
async function copyOf(where: MailingPlace): Promise<MailingPlace> {
  return { ...where, statePath: join(await stateFolder(), 'invite.state.jsonl') };
}

/** As `send --new-mailing` does it. */
async function begin(where: MailingPlace, voters = ['a', 'b', 'c']): Promise<Mailing> {
  await refuseSecondBeginning(where);
  const { key } = await keyFor(where.statePath);
  await beginMailing(where, { key, bound: BOUND, voters, tool: '1.0.0', at: AT });
  return openMailing(where, key, AT);
}

async function resume(where: MailingPlace): Promise<Mailing> {
  return openMailing(where, (await keyFor(where.statePath)).key, AT);
}

/** A registry whose next word is written the test's way, and the later ones as ever. */
function watched(registry: Registry | null, next: (write: () => Promise<void>) => Promise<void>): Registry {
  if (!registry) throw new Error('a rehearsal has none');
  const remember = registry.remember.bind(registry);
  registry.remember = (entry) => {
    registry.remember = remember;
    return next(() => remember(entry));
  };
  return registry;
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
    const header = { t: 'header', v: 3, rehearsal: false, mailing: 'm', tool: '9', at: AT } as const;
    await writeFile(where.statePath, journalBytes([[{ ...header, key: keyFingerprint(key), ...BOUND }]]));
    await expect(openMailing(where, key, AT)).rejects.toMatchObject({
      kind: 'state-newer',
      details: { version: 3 },
    });
  });

  // Why: an earlier version knows of no list, and would ask to add everybody.
  it('to those who have not voted says so, in a format that earlier versions refuse, and is no other’s', async () => {
    const where = { ...(await place()), audience: 'not-voted' } as const;
    await (await begin(where)).close();
    const again = await resume(where);
    expect(again.ledger.header).toMatchObject({ v: 2, audience: 'not-voted' });
    await again.close();
    const { audience: _audience, ...everybody } = where;
    await expect(resume(everybody)).rejects.toMatchObject({ kind: 'not-voted-missing' });
    // Nothing is held after that.
    await (await resume(where)).close();
  });

  it('to everybody is in the first format, and takes no list', async () => {
    const where = await place();
    await (await begin(where)).close();
    const listed = { ...where, audience: 'not-voted' } as const;
    await expect(resume(listed)).rejects.toMatchObject({ kind: 'not-voted-foreign' });
    const again = await resume(where);
    expect(again.ledger.header).toMatchObject({ v: 1 });
    expect(again.ledger.header).not.toHaveProperty('audience');
    await again.close();
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

  // Why: a copy was taken over while its original was mailing, and both mailed everybody.
  it('is not taken over as long as its original is in use', async () => {
    const where = await place();
    const original = await begin(where);
    const copy = { ...where, statePath: `${where.statePath}.copy.jsonl`, takeOver: true };
    await copyFile(where.statePath, copy.statePath);
    await copyFile(keyPathFor(where.statePath), keyPathFor(copy.statePath));
    await expect(resume(copy)).rejects.toMatchObject({ kind: 'state-in-use' });
    await original.close();
    const taken = await resume(copy);
    await expect(resume(where)).rejects.toMatchObject({ kind: 'state-in-use' });
    await taken.close();
  });

  it('attack 40: is noticed as rolled back, which may not be taken over', async () => {
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

  // Why: both copies had looked before they waited for sendAt, and both began; everybody got two invitations.
  it('is begun by one of several copies that looked at the same time', async () => {
    const where = await place();
    const copies = [where, await copyOf(where), await copyOf(where)];
    for (const copy of copies) await refuseSecondBeginning(copy);
    const results = await Promise.allSettled(
      copies.map(async (copy) => {
        const { key } = await keyFor(copy.statePath);
        await beginMailing(copy, { key, bound: BOUND, voters: ['a'], tool: '1.0.0', at: AT });
      }),
    );
    const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(faults.map(({ kind }) => kind)).toEqual(['mailing-elsewhere', 'mailing-elsewhere']);
    expect(await Promise.all(copies.map(({ statePath }) => exists(statePath)))).toContain(true);
  });

  it('is not begun while another folder holds it, though nobody was mailed', async () => {
    const where = await place();
    await (await begin(where)).close();
    const copy = await copyOf(where);
    await expect(begin(copy)).rejects.toMatchObject({
      kind: 'mailing-elsewhere',
      details: { statePath: where.statePath },
    });
    expect(await exists(copy.statePath)).toBe(false);
    // Gone again before anybody was mailed: then it may begin.
    await unlink(where.statePath);
    await (await begin(copy)).close();
  });

  // Why: killed between the link and the registry's entry, the mailing passed for a copy of itself.
  it('is known to the registry before its file has its name', async () => {
    const where = await place();
    const there: boolean[] = [];
    const registry = watched(where.registry, async (write) => {
      await write();
      there.push(await exists(where.statePath));
    });
    await (await begin({ ...where, registry })).close();
    expect(there).toEqual([false]);
    await (await resume(where)).close();
  });

  it('begins after a beginning that was killed before its file had its name', async () => {
    const where = await place();
    const registry = watched(where.registry, async (write) => {
      await write();
      throw new Error('killed');
    });
    await expect(begin({ ...where, registry })).rejects.toThrow();
    expect(await exists(where.statePath)).toBe(false);
    await (await begin(where)).close();
    await (await resume(where)).close();
  });

  // Why: a finished rehearsal's file, given as --state, said that everybody had an invitation, and nobody had.
  it.each([true, false])(
    'is no mailing of the other kind, its file untouched (rehearsal: %s)',
    async (rehearsal) => {
      const where = { ...(await place()), rehearsal };
      await (await begin(where)).close();
      await appendFile(where.statePath, '{"t":"torn');
      const before = await readFile(where.statePath);
      await expect(resume({ ...where, rehearsal: !rehearsal, takeOver: true })).rejects.toMatchObject({
        kind: 'state-of-other-kind',
        details: { statePath: where.statePath, rehearsal: !rehearsal },
      });
      expect(await readFile(where.statePath)).toEqual(before);
      await (await resume(where)).close();
    },
  );

  // Why: stat() follows a link, so a dangling one passed for nothing, and the mailing failed only at its first write.
  it.each(['state', 'key'])(
    'is refused where a link that leads nowhere lies in place of its %s',
    async (which) => {
      const where = await place();
      const path = which === 'state' ? where.statePath : keyPathFor(where.statePath);
      await symlink(`${path}.nowhere`, path);
      const refusal = { kind: 'state-not-regular', details: { path } };
      await expect(keyFor(where.statePath)).rejects.toMatchObject(refusal);
      if (which === 'state')
        await expect(openMailing(where, Buffer.alloc(32, 1), AT)).rejects.toMatchObject(refusal);
      expect(await exists(`${path}.nowhere`)).toBe(false);
    },
  );

  it('holds neither an ID nor the key in its file', async () => {
    const where = await place();
    await (await begin(where, [])).close();
    const { key } = await keyFor(where.statePath);
    expect(await readFile(where.statePath, 'utf8')).not.toContain(key.toString('hex'));
  });
});
