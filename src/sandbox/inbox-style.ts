/** Owns the look of the inbox page: list left, message right, one column on a phone. */
import { PAGE_STYLE } from '../page/style.js';

export const INBOX_STYLE = `${PAGE_STYLE}
#count { margin-left: auto; color: var(--soft); font-size: .9rem; font-variant-numeric: tabular-nums; }
main {
  flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(16rem, 24rem) 1fr;
  gap: 1rem; padding: 0 1.25rem 1.25rem;
}
nav, #reader {
  min-height: 0; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; overflow: hidden;
}
nav { overflow-y: auto; }
li + li { border-top: 1px solid var(--line); }
li button {
  display: grid; grid-template-columns: 1fr auto; gap: 0 .75rem; width: 100%; padding: .7rem 1rem;
  border: 0; border-left: 4px solid transparent; background: none; text-align: left;
}
li button:hover { background: color-mix(in srgb, var(--tint) 50%, transparent); }
li button[aria-current] { background: var(--tint); border-left-color: var(--accent); }
li b, li span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
li b { font-weight: 500; }
li .new b { font-weight: 700; }
li .new b::before {
  content: ""; display: inline-block; width: .5rem; height: .5rem; margin-right: .45rem;
  border-radius: 50%; background: var(--accent); vertical-align: .1em;
}
li span, li time { color: var(--soft); font-size: .9rem; }
li time { font-variant-numeric: tabular-nums; }
li span { grid-column: 1 / -1; }
.plain { width: 100%; padding: .8rem; border: 0; border-top: 1px solid var(--line); background: none;
  color: var(--accent); font-weight: 600; }
#hint { display: grid; place-content: center; gap: .4rem; height: 100%; padding: 2rem; text-align: center; }
#hint h2 { font-size: 1.2rem; }
#hint p { max-width: 26rem; color: var(--soft); }
#hint::before { content: "\\2709"; font-size: 3rem; line-height: 1; color: var(--accent); opacity: .7; }
article { display: flex; flex-direction: column; gap: .75rem; height: 100%; padding: 1.1rem 1.25rem 1.25rem; }
article h2 { font-size: 1.3rem; line-height: 1.3; overflow-wrap: anywhere; }
.back { display: none; align-self: flex-start; padding: .2rem 0; border: 0; background: none;
  color: var(--accent); font-weight: 600; }
.back::before { content: "\\2039\\00a0"; }
.bar a { margin-left: auto; color: var(--accent); font-size: .92rem; }
body.empty main { grid-template-columns: 1fr; }
body.empty nav { display: none; }
@media (max-width: 46rem) {
  header { padding: .6rem .9rem; }
  .badge { order: 1; }
  main { display: block; padding: 0; }
  nav, #reader { height: 100%; border-width: 1px 0 0; border-radius: 0; overflow-y: auto; }
  body:not(.reading) #reader, body.reading nav { display: none; }
  body.empty:not(.reading) #reader { display: block; }
  .back { display: block; }
  dl { grid-template-columns: 5.5rem 1fr; }
  article { height: auto; min-height: 100%; padding: .75rem .9rem 1.25rem; }
  iframe, pre { min-height: 65vh; }
}
`;
