/** Owns the inbox page: its document, and the policy that lets run only the style and script written here. */
import { createHash } from 'node:crypto';
import type { sandbox } from '../i18n/en/sandbox.js';
import type { Language } from '../i18n/language.js';
import { INBOX_SCRIPT } from './inbox-script.js';
import { INBOX_STYLE } from './inbox-style.js';

/** The page in one language; the texts come from src/i18n. */
export interface PageWords {
  readonly language: Language;
  readonly texts: (typeof sandbox)['page'];
}

/** No source but these two by their digests, no connection or frame but the server itself. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src ${digestOf(INBOX_SCRIPT)}`,
  `style-src ${digestOf(INBOX_STYLE)}`,
  "connect-src 'self'",
  "frame-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect x='1' y='3' " +
  "width='14' height='10' rx='2' fill='%232f6f5e'/%3E%3Cpath d='M2 5l6 4 6-4' fill='none' stroke='white'/%3E%3C/svg%3E";

/** The whole document; it holds no message: the script asks for them. */
export function inboxPage({ language, texts }: PageWords): string {
  const word = (key: keyof PageWords['texts']) => escapeHtml(texts[key]);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${word('title')}</title>
<link rel="icon" href="${ICON}">
<style>${INBOX_STYLE}</style>
</head>
<body>
<header>
<h1>${word('title')}</h1>
<p class="badge">${word('badge')}</p>
<p id="count" role="status"></p>
</header>
<p id="offline" role="alert" hidden>${word('offline')}</p>
<main>
<nav aria-label="${word('list')}">
<ul id="list"></ul>
<button id="older" class="plain" hidden>${word('older')}</button>
</nav>
<section id="reader">
<div id="hint"><h2></h2><p></p></div>
<article id="message" hidden></article>
</section>
</main>
<script type="application/json" id="words">${jsonFor({ language, texts })}</script>
<script>${INBOX_SCRIPT}</script>
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
