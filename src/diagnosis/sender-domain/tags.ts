/** Owns the tag list that DMARC and DKIM records share (RFC 6376 3.2): "v=DMARC1; p=none". */

export interface TagList {
  /** Names in lower case, values as written without blanks around them; of a doubled name the first. */
  readonly tags: ReadonlyMap<string, string>;
  /** Every piece is "name=value", no name comes twice. */
  readonly wellFormed: boolean;
}

/** Takes a record, its strings joined. */
export function parseTags(record: string): TagList {
  const tags = new Map<string, string>();
  let wellFormed = true;
  for (const piece of record.split(';')) {
    const [, name, value] = /^\s*([A-Za-z][A-Za-z0-9_]*)\s*=([\s\S]*)$/.exec(piece) ?? [];
    const key = name?.toLowerCase() ?? '';
    if (name === undefined || tags.has(key)) wellFormed &&= piece.trim() === '';
    else tags.set(key, value?.trim() ?? '');
  }
  return { tags, wellFormed };
}
