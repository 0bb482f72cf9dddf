/** Owns the preview page: its markup and words. */
import type { preview } from '../i18n/en/preview.js';
import type { Language } from '../i18n/language.js';
import { escapeHtml, pageDocument, pagePolicy } from '../page/document.js';
import { PREVIEW_SCRIPT } from './preview-script.js';
import { PREVIEW_STYLE } from './preview-style.js';

type PageTexts = (typeof preview)['page'];

export interface PreviewWords {
  readonly language: Language;
  /** Both: the page changes its language without being loaded again. */
  readonly texts: Readonly<Record<Language, PageTexts>>;
  /** Whether credentials are shown; the page says so. */
  readonly reveal: boolean;
}

export const PREVIEW_POLICY = pagePolicy(PREVIEW_STYLE, PREVIEW_SCRIPT);

/** The whole document; it holds no voter: the script asks for them. Words are put in by the script, in two languages. */
export function previewPage({ language, texts, reveal }: PreviewWords): string {
  return pageDocument({
    language,
    title: texts[language].title,
    style: PREVIEW_STYLE,
    body: [
      head(reveal, texts[language]),
      panels(),
      BANNERS,
      `<main>\n${voters()}\n${reader()}\n${findings()}\n</main>`,
    ].join('\n'),
    words: { language, texts, reveal },
    script: PREVIEW_SCRIPT,
  });
}

function head(reveal: boolean, texts: PageTexts): string {
  const [badge, note] = reveal
    ? (['revealed', 'revealedNote'] as const)
    : (['masked', 'maskedNote'] as const);
  return `<header>
<h1><span id="election">${escapeHtml(texts.title)}</span> <small id="organiser"></small></h1>
<p class="badge${reveal ? ' open' : ''}" data-word="${badge}" data-title="${note}"></p>
<p id="status" role="status"></p>
<div class="choice" role="group" data-label="language" id="languages">
<button type="button" data-value="de" lang="de" aria-label="Deutsch">DE</button>
<button type="button" data-value="en" lang="en" aria-label="English">EN</button>
</div>
</header>`;
}

function panels(): string {
  const panel = (name: string) =>
    `<button type="button" data-value="${name}"><span data-word="${name}"></span> <b class="number" hidden></b></button>`;
  return `<div class="choice" role="group" data-label="panels" id="panels">
${['voters', 'invitation', 'findings'].map(panel).join('\n')}
</div>`;
}

const BANNERS = `<p id="offline" role="alert" data-word="offline" hidden></p>
<div id="problem" role="alert" hidden></div>`;

function voters(): string {
  return `<nav data-label="voters">
<div class="search"><label for="search" data-word="search"></label>
<input id="search" type="search" autocomplete="off" spellcheck="false" maxlength="200"></div>
<ul id="list"></ul>
<p id="none" class="small" hidden></p>
<div class="pager">
<button type="button" id="earlier" class="quiet" data-word="earlier"></button>
<span id="range" class="small" role="status"></span>
<button type="button" id="later" class="quiet" data-word="later"></button>
</div>
</nav>`;
}

function reader(): string {
  return `<section id="reader" data-label="invitation">
<div class="bar top">
<div class="steps">
<button type="button" id="previous" class="round" data-label="previous" data-title="previous">‹</button>
<button type="button" id="next" class="round" data-label="next" data-title="next">›</button>
</div>
<p id="position" aria-live="polite"></p>
<label class="line"><span data-word="line"></span> <input id="line" inputmode="numeric" autocomplete="off" maxlength="9"></label>
<button type="button" id="widest" class="quiet" data-word="widest" data-title="widestNote"></button>
</div>
<article id="message" hidden>
<h2 id="subject"></h2>
<dl id="fields"></dl>
<div class="bar">
<div role="tablist" data-label="views" id="views">
${['html', 'text', 'source', 'headers'].map(tab).join('\n')}
</div>
<div class="steps looks">${choice('width', ['desktop', 'phone'])}${choice('scheme', ['light', 'dark'])}</div>
</div>
<div role="tabpanel" id="panel" tabindex="0"></div>
</article>
<div id="hint" hidden><h2></h2><p></p></div>
</section>`;
}

function tab(name: string): string {
  return `<button type="button" role="tab" data-value="${name}" data-word="${name}" aria-controls="panel"></button>`;
}

function choice(name: string, values: readonly string[]): string {
  const buttons = values.map(
    (value) => `<button type="button" data-value="${value}" data-word="${value}"></button>`,
  );
  return `<div class="choice" role="group" data-label="${name}" id="${name}">${buttons.join('')}</div>`;
}

function findings(): string {
  return `<aside data-label="findings">
<h2 data-word="findings"></h2>
<p id="verdict"></p>
<ul id="findings"></ul>
<dl id="facts" class="small"></dl>
</aside>`;
}
