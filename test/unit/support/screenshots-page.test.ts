import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { BUILT_IN } from '../../support/built-in-messages.js';

const DOCS = new URL('../../../docs/', import.meta.url);

it('docs/screenshots.md shows every built-in template at both widths, light and dark', async () => {
  const page = await readFile(new URL('screenshots.md', DOCS), 'utf8');
  const linked = [...page.matchAll(/!\[[^\]]+\]\(screenshots\/([\w-]+\.png)\)/g)].map(([, name]) => name);
  const expected = BUILT_IN.flatMap(([product, language]) =>
    [360, 1200].flatMap((width) =>
      ['light', 'dark'].map((mode) => `${product}-${language}-${width}-${mode}.png`),
    ),
  );
  expect(linked.toSorted()).toEqual(expected.toSorted());
  expect(await readdir(new URL('screenshots', DOCS))).toEqual(expect.arrayContaining(expected));
});
