/** Owns what all local pages look like: colours in light and dark, type, buttons, tabs, frame and source. */

export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f3ef; --card: #ffffff; --ink: #1d2321; --soft: #5c6661; --line: #dfe0da;
  --accent: #256351; --on-accent: #ffffff; --tint: #e4efea; --warn: #8a4b00; --warn-ground: #fdf1df;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #151917; --card: #1e2321; --ink: #e8ebe8; --soft: #a3ada7; --line: #333a37;
    --accent: #7fcfb2; --on-accent: #10201a; --tint: #243a32; --warn: #ffcf8f; --warn-ground: #3a2c17;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body {
  display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif;
}
h1, h2, p, ul, dl, dd { margin: 0; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; padding: .75rem 1.25rem; }
h1 { font-size: 1.15rem; letter-spacing: -.01em; }
.badge {
  padding: .1rem .7rem; border-radius: 1rem; background: var(--tint); color: var(--accent);
  font-size: .85rem; font-weight: 600;
}
#offline, .note { background: var(--warn-ground); color: var(--warn); font-size: .9rem; }
#offline { padding: .5rem 1.25rem; font-weight: 600; }
.note { padding: .4rem .75rem; border-radius: .5rem; }
ul { list-style: none; padding: 0; }
button { font: inherit; color: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }
[role=tablist] { display: flex; gap: .2rem; padding: .2rem; border-radius: .7rem; background: var(--ground); }
[role=tab] { padding: .25rem .9rem; border: 0; border-radius: .55rem; background: none; color: var(--soft); }
[role=tab][aria-selected=true] { background: var(--card); color: var(--ink); font-weight: 600;
  box-shadow: 0 1px 3px rgb(0 0 0 / .18); }
[role=tab]:disabled { opacity: .45; cursor: default; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .9rem; font-size: .92rem; }
dt { color: var(--soft); }
dd { overflow-wrap: anywhere; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
[role=tabpanel] { flex: 1; min-height: 0; display: flex; flex-direction: column; gap: .4rem; }
iframe {
  flex: 1; width: 100%; min-height: 12rem; border: 1px solid var(--line); border-radius: .6rem;
  background: #ffffff; color-scheme: light;
}
details { font-size: .88rem; }
summary { color: var(--accent); font-weight: 600; cursor: pointer; }
details ul { max-height: 8rem; margin-top: .3rem; overflow: auto; }
details li { padding: .2rem 0; overflow-wrap: anywhere; }
.small { color: var(--soft); font-size: .82rem; }
pre {
  flex: 1; min-height: 0; margin: 0; padding: 1rem; overflow: auto; border: 1px solid var(--line);
  border-radius: .6rem; background: var(--ground); font: 14px/1.55 ui-monospace, "Cascadia Mono", Menlo,
  "Liberation Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4;
}
`;
