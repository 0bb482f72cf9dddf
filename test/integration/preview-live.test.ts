/** Owns the proof of how a preview begins, keeps up with its files, outlives what is wrong in them, and ends. */
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CANARY, makeVoters } from '../support/example-project.js';
import {
  nextState,
  type PreviewState,
  type PreviewTrial,
  previewTrial,
  type ShownVoter,
} from '../support/preview-trial.js';

describe('a preview', () => {
  let trial: PreviewTrial;
  afterEach(() => trial.stop());

  it('shows credentials with --reveal, and warns', async () => {
    trial = await previewTrial({ options: { reveal: true } });
    expect((await trial.ask('voter?index=7')).body).toContain(CANARY);
    expect(trial.stderr()).toContain('The page shows every voter’s credentials.');
    expect((await trial.ask()).body).toContain('data-word="revealed"');
  });

  it('ends with 0 at Ctrl+C, and the page with it', async () => {
    trial = await previewTrial();
    expect(await trial.stop()).toBe(0);
    expect(trial.stderr()).toContain('The preview page has ended.');
    await expect(trial.ask()).rejects.toThrow('ECONNREFUSED');
  });

  it('opens at the voter of --voter, and at the widest with --widest', async () => {
    trial = await previewTrial({ options: { voter: '0000005' } });
    expect(trial.url.hash).toBe('#6');
    await trial.stop();
    const voters = makeVoters(5).map((voter, index) =>
      index === 4 ? { ...voter, lastName: 'von und zu Musterhausen-Beispiel' } : voter,
    );
    trial = await previewTrial({ voters, options: { widest: true } });
    expect(trial.url.hash).toBe('#6');
    expect((await trial.json<PreviewState>('state?after=0')).widest).toBe(4);
  });

  it('keeps up with roll, template and invite.yaml', async () => {
    trial = await previewTrial();
    trial.project.writeRoll(makeVoters(3));
    const second = await nextState(trial, 1);
    expect(second.voters).toBe(3);
    trial.writePart('subject', 'Neu: {{election.title}}');
    const third = await nextState(trial, second.version);
    expect((await trial.json<ShownVoter>('voter?index=0')).message?.subject).toBe('Neu: Gremienwahl');
    trial.project.writeSettings({ title: 'Andere Wahl' });
    await nextState(trial, third.version);
    expect((await trial.json<ShownVoter>('voter?index=0')).message?.subject).toBe('Neu: Andere Wahl');
  });

  it.each<[string, (trial: PreviewTrial) => void, RegExp]>([
    ['a roll that is gone', ({ project }) => rmSync(project.rollPath), /voters\.csv/],
    [
      'a template without its text',
      ({ project }) => rmSync(join(project.folder, 'invitation', 'text.mustache')),
      /text/,
    ],
    [
      'a broken invite.yaml',
      ({ project }) => writeFileSync(join(project.folder, 'invite.yaml'), 'title: ['),
      /invite\.yaml/,
    ],
    ['an unknown key', ({ project }) => project.writeSettings({ titel: 'x' }), /titel/],
  ])('outlives %s, says so, and shows what it had', async (_name, damage, message) => {
    trial = await previewTrial();
    damage(trial);
    const state = await nextState(trial, 1);
    expect(state.problem?.message).toMatch(message);
    expect(state.problem?.hints.length).toBeGreaterThan(0);
    expect(state.voters).toBe(120);
    // Why: what could not be read any more was offered for approval.
    expect(state.fingerprint).toBeNull();
    trial.writePart('text', '{{id}} {{password}}');
    trial.project.writeSettings({});
    trial.project.writeRoll(makeVoters(2));
    let mended = state;
    while (mended.problem !== null || mended.voters !== 2) mended = await nextState(trial, mended.version);
    expect(mended.fingerprint).toMatch(/^[0-9a-f]{4}-/);
  });

  it('shows a roll with errors: the voters that are sound, and the line of each that is not', async () => {
    const wrong = [{}, { email: 'nobody' }, { password: '' }];
    const voters = makeVoters(3).map((voter, index) => ({ ...voter, ...wrong[index] }));
    trial = await previewTrial({ voters });
    const state = await trial.json<PreviewState>('state?after=0');
    expect([state.errors, state.fingerprint]).toEqual([2, null]);
    const errors = state.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ severity, row }) => [severity, row])).toEqual([
      ['error', 3],
      ['error', 4],
    ]);
    const lost = await trial.json<ShownVoter>('voter?row=3');
    expect([lost.missing, lost.index, lost.findings.length]).toEqual([true, 1, 1]);
    const empty = await trial.json<ShownVoter>('voter?row=4');
    expect([empty.missing, empty.findings.length]).toEqual([false, 1]);
    expect(empty.message?.text.text).toContain('Ihre Wähler-ID: 0000003');
  });

  it('shows a template with errors as findings, and no invitation', async () => {
    trial = await previewTrial({ parts: { text: '{{passwort}}' } });
    expect((await trial.json<PreviewState>('state?after=0')).errors).toBeGreaterThan(0);
    expect((await trial.json<ShownVoter>('voter?index=0')).message).toBeNull();
    expect((await trial.ask('frame?index=0&scheme=light')).status).toBe(404);
  });

  it('takes the port of --port, and says what to do where it is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(previewTrial({ options: { port } })).rejects.toThrow(/ended with 2: .*--port/s);
    await new Promise((resolve) => taken.close(resolve));
    trial = await previewTrial({ options: { port } });
    expect(trial.url.port).toBe(String(port));
  });

  it.each([
    [{ voter: '0000001', widest: true }, '--voter'],
    [{ serve: false, port: 4711 }, '--port'],
    [{ voter: 'nobody' }, 'nobody'],
  ])('refuses %j', async (options, word) => {
    await expect(previewTrial({ options })).rejects.toThrow(new RegExp(`ended with 2: .*${word}`, 's'));
    trial = await previewTrial();
  });
});
