/** Owns what the inbox page's server answers: the page, the list, a message, its HTML, its file. */
import { Fault } from '../fault.js';
import { type Answer, html, json, NOTHING, refusal } from '../page/answer.js';
import { FRAME_POLICY, framedHtml, linksIn } from '../page/framed-html.js';
import { type PageServer, startPageServer } from '../page/server.js';
import { showableText } from '../page/showable.js';
import { codeOf } from './directory.js';
import type { Inbox, InboxMessage } from './inbox.js';
import { inboxPage, PAGE_POLICY, type PageWords } from './inbox-page.js';
import { pathRoute, type Route } from './request.js';

const SHOWN = 500_000;

/** Throws Fault 'sandbox-not-started'. */
export async function startInboxServer(inbox: Inbox, words: PageWords): Promise<PageServer> {
  const page = inboxPage(words);
  return startPageServer(({ path, query }) => answerTo(pathRoute(path, query), inbox, page)).catch(
    (error: unknown) => {
      throw new Fault('sandbox-not-started', { reason: codeOf(error) });
    },
  );
}

async function answerTo(route: Route, inbox: Inbox, page: string): Promise<Answer> {
  if (route.kind === 'refused') return refusal(route.status);
  if (route.kind === 'page') return html(page, PAGE_POLICY);
  if (route.kind === 'list') {
    const [total, oldest] = [await inbox.count(), await inbox.oldest()];
    return json({ total, oldest, messages: await inbox.list(route.range) });
  }
  const message = await inbox.read(route.fileName);
  return message === null ? refusal(404) : messageAnswer(route.kind, message);
}

function messageAnswer(kind: Extract<Route, { fileName: string }>['kind'], message: InboxMessage): Answer {
  if (kind === 'message') return json(detailOf(message));
  if (kind === 'frame')
    return message.html === null ? refusal(404) : html(framedHtml(message.html), FRAME_POLICY);
  const headers = { 'Content-Disposition': `attachment; filename="${message.fileName}"` };
  return { status: 200, type: 'message/rfc822', policy: NOTHING, body: message.bytes, headers };
}

/** What the page shows of one message; its HTML is fetched by the frame alone. */
function detailOf({ text, html, bytes, ...summary }: InboxMessage) {
  return {
    ...summary,
    hasHtml: html !== null,
    links: html === null ? [] : linksIn(html),
    text: text === null ? null : showableText(text, SHOWN),
    source: showableText(bytes.toString('utf8'), SHOWN),
  };
}
