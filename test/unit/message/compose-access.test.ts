/** Owns the proof that the composer of messages is told to read no file and to open no address. */
import { expect, it, vi } from 'vitest';
import { composeDraft, composeMessage } from '../../../src/message/compose.js';
import { frame, identity } from './examples.js';

const given = vi.hoisted(() => [] as object[]);
vi.mock('nodemailer/lib/mail-composer', async (original) => {
  const { default: Composer } = await original<{ default: new (options: object) => object }>();
  return {
    default: class extends Composer {
      constructor(options: object) {
        super(options);
        given.push(options);
      }
    },
  };
});

// Why: a text that is taken for a path would put a file of this computer into an invitation.
it('reads nothing for a message or a draft', async () => {
  await composeMessage({ subject: 's', text: 't', html: '<p>h' }, 'a@voters.example', null, identity, frame);
  await composeDraft({ subject: 's', text: 't', html: '<p>h', language: 'de', to: null });
  expect(given).toHaveLength(2);
  for (const options of given)
    expect(options).toMatchObject({ disableFileAccess: true, disableUrlAccess: true });
});
