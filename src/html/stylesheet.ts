/** The one style sheet, written into every page; the Content-Security-Policy allows exactly these bytes. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f8; --card: #ffffff; --text: #18202c; --muted: #556070; --line: #d6dce5; --field: #8791a0;
  --accent: #1b58b8; --accent-strong: #15468f; --on-accent: #ffffff; --alert: #b3261e; --code: #eef1f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f141b; --card: #19202a; --text: #e7ebf1; --muted: #a3aebd; --line: #2e3846; --field: #7c8898;
    --accent: #8ab8ff; --accent-strong: #b0cfff; --on-accent: #0b1524; --alert: #ff9d94; --code: #242d39;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center;
  padding: clamp(1.25rem, 7vh, 5rem) 1rem 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Open Sans", "Helvetica Neue", Arial, sans-serif;
}
header, main, footer { width: 100%; max-width: 29rem; }
header { padding: 0 .25rem; }
.brand {
  display: inline-flex; align-items: center; gap: .6rem; color: var(--text); font-weight: 600; letter-spacing: .01em;
  text-decoration: none; border-radius: .4rem;
}
.brand svg { width: 1.75rem; height: 1.75rem; flex: none; }
main {
  margin: 1rem 0 1.25rem; padding: clamp(1.35rem, 5vw, 2.25rem); background: var(--card);
  border: 1px solid var(--line); border-radius: .9rem; box-shadow: 0 1px 2px rgb(0 0 0 / 4%), 0 10px 30px rgb(16 32 64 / 7%);
}
main.refused { border-top: 4px solid var(--alert); }
main.report { max-width: 56rem; }
h1 { margin: 0 0 .6rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.012em; text-wrap: balance; }
h2 { margin: 1.6rem 0 .35rem; font-size: 1rem; line-height: 1.4; }
p { margin: 0 0 1rem; }
p:last-child, ul:last-child, dl:last-child { margin-bottom: 0; }
ul { margin: 0 0 1rem; padding-left: 1.15rem; }
li + li { margin-top: .35rem; }
.lead { color: var(--muted); }
.hint { margin: .35rem 0 0; color: var(--muted); font-size: .9rem; }
form { margin: 1.4rem 0 0; }
label { display: block; margin-bottom: .35rem; font-weight: 600; }
input {
  display: block; width: 100%; min-height: 2.9rem; padding: .55rem .8rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--field); border-radius: .55rem;
}
button, .button {
  display: inline-flex; align-items: center; justify-content: center; width: 100%; min-height: 2.9rem; margin-top: 1.25rem;
  padding: .55rem 1.25rem; font: inherit; font-weight: 600; text-decoration: none; text-align: center; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: .55rem;
}
button:hover, .button:hover { background: var(--accent-strong); }
.quiet { color: var(--text); background: transparent; border-color: var(--field); }
.quiet:hover { background: var(--code); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
dl { margin: 1.25rem 0 0; border-top: 1px solid var(--line); }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
dt { flex: 0 0 7.25rem; color: var(--muted); }
dd { flex: 1 1 14rem; margin: 0; overflow-wrap: anywhere; }
code { padding: .1em .35em; font: .92em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--code); border-radius: .3rem; overflow-wrap: anywhere; }
pre { margin: .6rem 0 0; padding: .8rem 1rem; overflow: auto; font: .82rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--code); border-radius: .55rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.report dt { flex-basis: 14rem; overflow-wrap: anywhere; }
.checks { margin: .6rem 0 0; padding-left: 1.6rem; }
.checks li { padding: .35rem 0; }
.checks p { margin: .1rem 0 0; overflow-wrap: anywhere; }
.result { color: var(--muted); }
.failed .result { color: var(--alert); font-weight: 600; }
.not_reached strong { color: var(--muted); font-weight: 400; }
.reference { margin-top: 1.6rem; font-size: .9rem; }
.reference div { padding: .45rem 0; }
.reference div:last-child { border-bottom: 0; padding-bottom: 0; }
.reference dt { flex-basis: 4.25rem; }
.reference dd { flex-basis: 16rem; }
footer { padding: 0 .25rem; color: var(--muted); font-size: .85rem; }
@media (prefers-reduced-motion: no-preference) { button, .button { transition: background-color .12s; } }
@media (forced-colors: active) { main { border: 1px solid CanvasText; } }
`;
