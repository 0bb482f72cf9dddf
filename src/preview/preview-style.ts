/** Owns the look of the preview page: voters left, the invitation in the middle, findings right; one at a time on a phone. */
import { PAGE_STYLE } from '../page/style.js';

export const PREVIEW_STYLE = `${PAGE_STYLE}
:root { --bad: #9f1d1d; --bad-ground: #fbe9e7; --bezel: #2a302d; }
@media (prefers-color-scheme: dark) { :root { --bad: #ffb4ab; --bad-ground: #43211e; --bezel: #4a534f; } }
h1 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .6rem; min-width: 0; overflow-wrap: anywhere; }
h1 small { color: var(--soft); font-size: .9rem; font-weight: 400; letter-spacing: 0; }
.badge.open { background: var(--warn-ground); color: var(--warn); }
#status { margin-left: auto; color: var(--soft); font-size: .85rem; }
#status::before {
  content: ""; display: inline-block; width: .5rem; height: .5rem; margin-right: .5rem; border-radius: 50%;
  background: var(--accent); vertical-align: .08em;
}
#status.busy::before { background: var(--warn); }
#status.stale::before { background: var(--bad); }
#problem { padding: .6rem 1.25rem; background: var(--bad-ground); color: var(--bad); font-size: .92rem; }
#problem p { max-width: 60rem; overflow-wrap: anywhere; }
.choice { display: flex; gap: .15rem; padding: .15rem; border-radius: .6rem; background: var(--ground); }
header .choice { background: none; }
.choice button {
  padding: .2rem .7rem; border: 0; border-radius: .45rem; background: none; color: var(--soft); font-size: .88rem;
}
.choice button[aria-pressed=true] { background: var(--card); color: var(--ink); font-weight: 600;
  box-shadow: 0 1px 3px rgb(0 0 0 / .18); }
.choice button:disabled { opacity: .45; cursor: default; }
#panels { display: none; }
main {
  flex: 1; min-height: 0; display: grid; grid-template-columns: 18rem minmax(0, 1fr) 19rem;
  grid-template-areas: "voters reader findings"; gap: 1rem; padding: 0 1.25rem 1.25rem;
}
nav { grid-area: voters; }
#reader { grid-area: reader; }
aside { grid-area: findings; }
nav, #reader, aside {
  display: flex; flex-direction: column; min-width: 0; min-height: 0; overflow: hidden;
  background: var(--card); border: 1px solid var(--line); border-radius: .9rem;
}
.search { padding: .9rem 1rem .7rem; border-bottom: 1px solid var(--line); }
.search label { display: block; margin-bottom: .3rem; color: var(--soft); font-size: .82rem; }
input {
  width: 100%; padding: .4rem .7rem; border: 1px solid var(--soft); border-radius: .55rem;
  background: var(--card); color: inherit; font: inherit;
}
:focus-visible { outline-offset: -2px; }
#list { flex: 1; min-height: 0; overflow-y: auto; }
#list button, #findings button, #findings div {
  display: block; width: 100%; padding: .55rem 1rem; border: 0; border-left: 4px solid transparent;
  background: none; text-align: left;
}
#list button:hover, #findings button:hover { background: color-mix(in srgb, var(--tint) 50%, transparent); }
#list button[aria-current], #findings [aria-current] { background: var(--tint); border-left-color: var(--accent); }
#list b, #list span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#list b { font-weight: 500; }
#list span { color: var(--soft); font-size: .85rem; }
#list [data-severity] b::after {
  content: ""; display: inline-block; width: .5rem; height: .5rem; margin-left: .5rem; border-radius: 50%;
  background: var(--warn);
}
#list [data-severity=error] b::after { background: var(--bad); }
#none { padding: 1rem; }
.pager { display: flex; align-items: center; justify-content: space-between; gap: .5rem; padding: .5rem .7rem;
  border-top: 1px solid var(--line); }
[role=tab] { padding: .2rem .8rem; font-size: .92rem; }
#range { flex: 1; min-width: 0; text-align: center; }
#range, #position { font-variant-numeric: tabular-nums; }
.quiet, .round { border: 1px solid var(--line); border-radius: .55rem; background: var(--card); color: var(--accent);
  font-size: .9rem; font-weight: 600; }
.quiet { padding: .2rem .7rem; }
.round { width: 2.2rem; height: 2.2rem; padding: 0; font-size: 1.3rem; line-height: 1; }
.quiet:hover, .round:hover { background: var(--tint); }
.quiet:disabled, .round:disabled { opacity: .4; cursor: default; background: none; }
.top { padding: .7rem 1.25rem; border-bottom: 1px solid var(--line); }
.steps { display: flex; gap: .35rem; }
.line { display: flex; align-items: center; gap: .5rem; margin-left: auto; color: var(--soft); font-size: .9rem; }
.line input { width: 5.5rem; padding: .2rem .5rem; }
article { flex: 1; display: flex; flex-direction: column; gap: .7rem; min-height: 0; padding: 1rem 1.25rem 1.25rem; }
article h2 { font-size: 1.3rem; line-height: 1.3; overflow-wrap: anywhere; }
.looks { margin-left: auto; }
dd small { color: var(--soft); }
#panel { min-height: 14rem; }
.stage { flex: 1; min-height: 0; display: flex; justify-content: center; overflow: auto; }
.stage iframe.dark { background: #14181b; }
.stage.phone { padding: .5rem; border-radius: .8rem; background: var(--ground); }
.stage.phone iframe {
  flex: none; box-sizing: content-box; width: 360px; height: min(100% - 1.6rem, 720px); min-height: 16rem;
  border: .6rem solid var(--bezel); border-radius: 1.5rem;
}
.stage.phone pre { flex: none; width: 360px; height: 100%; }
#headers { align-content: start; gap: .3rem 1rem; overflow: auto; font-size: .88rem; }
#headers dd { font-family: ui-monospace, "Cascadia Mono", Menlo, "Liberation Mono", monospace; }
#hint { display: grid; place-content: center; gap: .4rem; flex: 1; padding: 2rem; text-align: center; }
#hint h2 { font-size: 1.15rem; }
#hint p { max-width: 26rem; color: var(--soft); }
aside h2 { padding: .9rem 1rem 0; font-size: 1rem; }
#verdict { padding: .1rem 1rem .7rem; border-bottom: 1px solid var(--line); font-size: .92rem; }
#verdict.good { color: var(--accent); font-weight: 600; }
#verdict.bad { color: var(--bad); font-weight: 600; }
#findings { flex: 1; min-height: 0; overflow-y: auto; font-size: .88rem; overflow-wrap: anywhere; }
#findings li + li, #list li + li { border-top: 1px solid var(--line); }
#findings i { display: block; font-style: normal; font-weight: 600; font-size: .8rem; color: var(--warn); }
#findings .error i { color: var(--bad); }
#facts { padding: .7rem 1rem; border-top: 1px solid var(--line); grid-template-columns: 1fr; gap: 0; }
#facts * + dt { margin-top: .35rem; }
#facts code { color: var(--ink); font-size: .9rem; user-select: all; }
.number { padding: 0 .4rem; border-radius: 1rem; background: var(--bad); color: var(--card); font-size: .75rem; }
.number.mild { background: var(--warn); }
@media (max-width: 78rem) {
  main { grid-template: "voters reader" minmax(0, 3fr) "findings reader" minmax(0, 2fr) / 17rem minmax(0, 1fr); }
  aside { overflow-y: auto; }
  #findings { flex: none; overflow: visible; }
}
@media (max-width: 46rem) {
  body { height: auto; min-height: 100%; }
  header { padding: .6rem .9rem .3rem; }
  #status { order: 9; margin-left: 0; }
  header .choice { margin-left: auto; }
  #panels { display: flex; margin: .3rem .9rem .6rem; background: color-mix(in srgb, var(--line) 60%, transparent); }
  #panels button { flex: 1; padding: .4rem .3rem; }
  main { display: block; padding: 0; }
  nav, #reader, aside { border-width: 1px 0 0; border-radius: 0; min-height: 70vh; }
  body:not([data-panel=voters]) nav, body:not([data-panel=invitation]) #reader,
  body:not([data-panel=findings]) aside { display: none; }
  .top { padding: .6rem .9rem; }
  .line { margin-left: 0; }
  article { padding: .8rem .9rem 1rem; }
  #width { display: none; }
  .looks { margin-left: 0; }
  [role=tab] { padding: .25rem .6rem; }
  .stage { min-height: 70vh; }
  .stage.phone { padding: 0; }
  .stage.phone iframe { border-width: 1px; border-radius: .6rem; width: min(360px, 100%); height: auto; }
  .stage.phone pre { width: min(360px, 100%); }
}
`;
