/** Owns the inbox page: its markup and words. */
import type { sandbox } from '../i18n/en/sandbox.js';
import type { Language } from '../i18n/language.js';
import { escapeHtml, pageDocument, pagePolicy } from '../page/document.js';
import { INBOX_SCRIPT } from './inbox-script.js';
import { INBOX_STYLE } from './inbox-style.js';

/** The page in one language; the texts come from src/i18n. */
export interface PageWords {
  readonly language: Language;
  readonly texts: (typeof sandbox)['page'];
}

export const PAGE_POLICY = pagePolicy(INBOX_STYLE, INBOX_SCRIPT);

/** The whole document; it holds no message: the script asks for them. */
export function inboxPage({ language, texts }: PageWords): string {
  const word = (key: keyof PageWords['texts']) => escapeHtml(texts[key]);
  const body = `<header>
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
</main>`;
  const words = { language, texts };
  return pageDocument({
    language,
    title: texts.title,
    style: INBOX_STYLE,
    body,
    words,
    script: INBOX_SCRIPT,
  });
}
