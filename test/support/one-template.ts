/** Owns the reading of a single template for a test: the folder's own, or that of one language. */
import type { TemplateFiles } from '../../src/message/template.js';
import { readTemplates } from '../../src/message/template-folder.js';

/** `folder` is that of the built-in templates. Throws what `readTemplates` does, and Error without the language. */
export async function readTemplate(
  nameOrPath: string,
  { folder, language }: { readonly folder: string; readonly language: string },
): Promise<TemplateFiles> {
  const { languages } = await readTemplates(nameOrPath, folder);
  const files = languages.get('') ?? languages.get(language);
  if (!files) throw new Error(`no template in ${language}`);
  return files;
}
