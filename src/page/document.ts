/** Owns a local page's document: the frame round its body, and the policy that lets run only its own style and script. */
import { createHash } from 'node:crypto';

/** The body's markup, and what belongs to it; `words` is read by the script. */
export interface PageParts {
  readonly language: string;
  readonly title: string;
  readonly style: string;
  readonly body: string;
  readonly words: unknown;
  readonly script: string;
}

/** No source but these two by their digests, no connection or frame but the server itself. */
export function pagePolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `script-src ${digestOf(script)}`,
    `style-src ${digestOf(style)}`,
    "connect-src 'self'",
    "frame-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect x='1' y='3' " +
  "width='14' height='10' rx='2' fill='%232f6f5e'/%3E%3Cpath d='M2 5l6 4 6-4' fill='none' stroke='white'/%3E%3C/svg%3E";

/** The whole document; it holds nothing of voters or messages: the script asks for them. */
export function pageDocument({ language, title, style, body, words, script }: PageParts): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${ICON}">
<style>${style}</style>
</head>
<body>
${body}
<script type="application/json" id="words">${jsonFor(words)}</script>
<script>${script}</script>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script element it stands in. */
function jsonFor(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** CSP Level 3 2.3.1: hash-source. */
function digestOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}
