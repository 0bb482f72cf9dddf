/** Owns the list of a message's header fields, as they go over the wire but for the folding. */

export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** Takes a whole message with CRLF line ends; RFC 5322 2.2.3 for the folding. */
export function headerFields(message: Buffer): readonly HeaderField[] {
  const end = message.indexOf('\r\n\r\n');
  const header = message.toString('utf8', 0, end < 0 ? message.length : end);
  return header.split(/\r\n(?![ \t])/).map((field) => {
    const colon = field.indexOf(':');
    return {
      name: field.slice(0, colon),
      value: field
        .slice(colon + 1)
        .replaceAll('\r\n', '')
        .trim(),
    };
  });
}
