/** Owns the table of how an invitation is shown in light and dark whatever the computer is set to. */
import { describe, expect, it } from 'vitest';
import { adaptsToDark, inScheme } from '../../../src/preview/colour-scheme.js';

const dark = '<style>@media screen and ( Prefers-Color-Scheme : dark ) { p { color: white } }</style>';

describe('an invitation', () => {
  it('in dark has its dark rules on and its light ones off', () => {
    expect(inScheme(dark, 'dark')).toContain('@media screen and (min-width:0px) {');
    expect(inScheme(dark, 'light')).toContain('@media screen and (width<0px) {');
    expect(inScheme(dark.replace('dark', 'light'), 'dark')).toContain('(width<0px)');
  });

  it.each([
    [dark, true],
    ['<meta name="color-scheme" content="light dark">', true],
    [':root{color-scheme:light dark}', true],
    ['<p>plain</p>', false],
    ['<style>@media (prefers-color-scheme: light) {}</style>', false],
  ])('%j says how it looks in the dark: %s', (html, expected) => {
    expect(adaptsToDark(html)).toBe(expected);
    expect(inScheme(html, 'dark')).toContain(expected ? 'color-scheme:dark!' : 'color-scheme:only light!');
    expect(inScheme(html, 'light')).toContain('color-scheme:only light!');
  });
});
