import { describe, expect, it } from 'vitest';
import { headerFields } from '../../../src/preview/header-fields.js';

describe('the header fields of a message', () => {
  it('are unfolded, in order, and end where the body begins', () => {
    const message = 'From: a@b.example\r\nSubject: one\r\n two:\r\n\tthree\r\n\r\nTo: body@b.example\r\n';
    expect(headerFields(Buffer.from(message))).toEqual([
      { name: 'From', value: 'a@b.example' },
      { name: 'Subject', value: 'one two:\tthree' },
    ]);
  });
});
