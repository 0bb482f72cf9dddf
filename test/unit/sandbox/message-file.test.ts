/** Owns the checks of a stored message's file: its name, and the envelope on and off without a byte lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameFor, frameMessage, numberOf, unframeMessage } from '../../../src/sandbox/message-file.js';

const envelope = { sender: 'wahl@muster.example', recipient: 'jörg@muster.example' };

describe('the file name', () => {
  it('is the number and a digest of the message', () => {
    expect(fileNameFor(12, Buffer.from('a'))).toBe('000012-ca978112ca1bbdca.eml');
  });

  it('is the same digest for the same bytes only', () => {
    const digest = (text: string) => fileNameFor(1, Buffer.from(text)).slice(7);
    expect(digest('a')).toBe(digest('a'));
    expect(digest('a')).not.toBe(digest('b'));
  });

  it.each([
    ['000001-ca978112ca1bbdca.eml', 1],
    ['1000000-ca978112ca1bbdca.eml', 1_000_000],
  ])('%s has the number %i', (fileName, number) => {
    expect(numberOf(fileName)).toBe(number);
  });

  it.each([
    '../000001-ca978112ca1bbdca.eml',
    '000001-ca978112ca1bbdca.eml/..',
    '000001-ca978112ca1bbdca.eml\n',
    '.000001-ca978112ca1bbdca.eml.part',
    '000001-CA978112CA1BBDCA.eml',
    '1-ca978112ca1bbdca.eml',
    '0000000000001-ca978112ca1bbdca.eml',
    'notes.txt',
    '',
  ])('%j has none', (fileName) => {
    expect(numberOf(fileName)).toBeNull();
  });
});

describe('the envelope above a message', () => {
  it('is two header fields', () => {
    const file = frameMessage({ envelope, bytes: Buffer.from('Subject: x\r\n\r\n') });
    expect(file.toString()).toBe(
      'Return-Path: <wahl@muster.example>\r\nX-Original-To: jörg@muster.example\r\nSubject: x\r\n\r\n',
    );
  });

  it('comes off again without a byte lost, whatever the message is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), fc.string({ unit: 'grapheme' }), (body, local) => {
        const clean = local.replace(/[\u0000-\u001f\u007f]/g, '');
        const message = { envelope: { ...envelope, recipient: `${clean}@x.test` }, bytes: Buffer.from(body) };
        expect(unframeMessage(frameMessage(message))).toEqual(message);
      }),
    );
  });

  it('keeps apart a message that begins with the same fields', () => {
    const bytes = Buffer.from('Return-Path: <x@y.test>\r\nX-Original-To: z@y.test\r\n\r\n');
    expect(unframeMessage(frameMessage({ envelope, bytes }))).toEqual({ envelope, bytes });
  });

  it('takes the null reverse-path', () => {
    const message = { envelope: { ...envelope, sender: '' }, bytes: Buffer.from('x') };
    expect(unframeMessage(frameMessage(message))).toEqual(message);
  });

  it('cannot be broken up by an address with line breaks', () => {
    const recipient = 'a@b.test\r\nX-Evil: 1';
    const file = frameMessage({ envelope: { sender: 'x\n', recipient }, bytes: Buffer.from('m') });
    expect(file.toString()).toBe('Return-Path: <x>\r\nX-Original-To: a@b.testX-Evil: 1\r\nm');
  });

  it.each([
    ['nothing', ''],
    ['another file', 'hello'],
    ['half an envelope', 'Return-Path: <a@b.test>\r\n'],
    ['the fields in another order', 'X-Original-To: a@b.test\r\nReturn-Path: <a@b.test>\r\n'],
    ['bare line feeds', 'Return-Path: <a@b.test>\nX-Original-To: a@b.test\n'],
  ])('is not seen in %s', (_name, text) => {
    expect(unframeMessage(Buffer.from(text))).toBeNull();
  });
});
