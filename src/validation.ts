/** Owns the checking of foreign JSON and YAML: the few of valibot's checks that this program uses, and the parsing before. */
export {
  array,
  boolean,
  check,
  entriesFromList,
  type InferOutput,
  integer,
  literal,
  looseObject,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
  trim,
  variant,
} from 'valibot';

/** The value, or null where the text is no JSON: either way a schema decides what it is worth. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
