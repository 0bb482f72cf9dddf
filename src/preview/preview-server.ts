/** Owns what the preview page's server answers: the page, its state, voters, and an invitation's HTML for the frame. */
import { withLogoInside } from '../message/logo.js';
import { type Answer, html, json, refusal } from '../page/answer.js';
import { FRAME_POLICY, framedHtml } from '../page/framed-html.js';
import { type PageServer, startPageServer } from '../page/server.js';
import { inScheme } from './colour-scheme.js';
import type { Live } from './live.js';
import { stateAnswer, voterAnswer, votersAnswer } from './page-answers.js';
import { PREVIEW_POLICY, type PreviewWords, previewPage } from './preview-page.js';
import { type Route, routeOf } from './route.js';
import type { Teller } from './snapshot.js';

/** `port` 0 takes a free one. Throws the error of the system where it cannot listen. */
export function startPreviewServer(
  live: Live,
  words: PreviewWords,
  teller: Teller,
  port: number,
): Promise<PageServer> {
  const page = previewPage(words);
  return startPageServer(({ path, query }) => answerTo(routeOf(path, query), live, page, teller), port);
}

async function answerTo(route: Route, live: Live, page: string, teller: Teller): Promise<Answer> {
  const { snapshot } = live;
  switch (route.kind) {
    case 'page':
      return html(page, PREVIEW_POLICY);
    case 'state':
      await live.refresh();
      return json(stateAnswer(live, route.after, route.language, teller));
    case 'voters':
      return json(votersAnswer(snapshot, route.query, route.from));
    case 'voter':
      return voter(live, route, teller);
    case 'frame':
      return frame(live, route.index, route.scheme);
    case 'unknown':
      return refusal(404);
  }
}

async function voter(
  { snapshot }: Live,
  { by, number, language }: Extract<Route, { kind: 'voter' }>,
  teller: Teller,
): Promise<Answer> {
  const index = by === 'index' ? number : snapshot.voters.indexOfRow(number);
  const stored = index === null ? null : snapshot.voters.at(index);
  return json(await voterAnswer(snapshot, stored, by === 'row' ? number : null, language, teller));
}

async function frame({ snapshot }: Live, index: number, scheme: 'light' | 'dark'): Promise<Answer> {
  const stored = snapshot.voters.at(index);
  const message = stored && (await snapshot.message(stored));
  const { html: source = null, logo = null } = message?.invitation ?? {};
  if (source === null) return refusal(404);
  return html(framedHtml(inScheme(withLogoInside(source, logo), scheme)), FRAME_POLICY);
}
