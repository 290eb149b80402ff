/**
 * Style sheet of the page: a printed paper on a screen. Text in a serif, apparatus (badges, tables of numbers,
 * navigation) in a sans serif, one accent colour; contrasts of at least 4.5 : 1; one column on a phone; prints.
 */
const BASE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1f24; --soft: #39414b; --muted: #5b6470; --rule: #d9dde3; --faint: #f5f6f8;
  --accent: #0b5a8f; --on-accent: #fff; --tint: #eaf3f9; --tint-rule: #bcd7e8;
  --good: #00614a; --good-tint: #e6f4ef; --good-rule: #b5dccf;
  --bad: #a33c00; --bad-tint: #fdf0e7; --bad-rule: #efc7ac;
  --open: #6f5200; --open-tint: #fbf4dc; --open-rule: #e3d08c; --own: #75406a; --own-rule: #dcbfd5;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", "Source Serif 4", Palatino, Georgia, "Liberation Serif", serif;
  --sans: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #e4e7eb; --soft: #c3c9d1; --muted: #9ba5b1; --rule: #353b44; --faint: #1d2127;
    --accent: #7cc0ee; --on-accent: #0d1a24; --tint: #14293a; --tint-rule: #2b5170;
    --good: #6fd0b0; --good-tint: #12291f; --good-rule: #27574a;
    --bad: #f2a27a; --bad-tint: #33200f; --bad-rule: #6e4424;
    --open: #e2c565; --open-tint: #2c2611; --open-rule: #5f5320; --own: #d9a9cc; --own-rule: #5c3f54;
  }
  /* Pictures are ink on paper: turned to light on dark with their hues kept. */
  .live .plot-container, .still svg { filter: invert(0.92) hue-rotate(180deg); }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 var(--serif); }
main { max-width: 47rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1, h2, h3, h4 { line-height: 1.2; font-weight: 600; text-wrap: balance; }
h1 { font-size: 2.1rem; margin: 0 0 0.6rem; letter-spacing: -0.01em; }
h2 { font-size: 1.5rem; margin: 3.5rem 0 0.9rem; padding-top: 1.1rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.1rem; margin: 2.2rem 0 0.6rem; }
h4 { font-size: 1.05rem; margin: 0 0 0.5rem; }
p { margin: 0.6rem 0; }
code { font: 0.82em/1.4 var(--mono); overflow-wrap: anywhere; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.lead { font-size: 1.12rem; color: var(--soft); margin-bottom: 1.2rem; text-wrap: pretty; }
.section-number { color: var(--muted); font-weight: 400; margin-right: 0.35em; }
/* Positioned, so that the hidden copy for screen readers does not widen the page. */
.katex { font-size: 1.08em; position: relative; }
.katex-display { margin: 0; }
.katex-display > .katex { text-align: left; }
`;

const NAVIGATION = `
nav { font: 13.5px/1.4 var(--sans); padding: 1.1rem 1.25rem 0; max-width: 47rem; margin: 0 auto; }
nav .wordmark { font: italic 600 1.05rem/1 var(--serif); margin: 0 0 0.6rem; }
nav ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
nav a { color: var(--muted); text-decoration: none; }
nav a:hover, nav a.here { color: var(--accent); }
@media (min-width: 1180px) {
  body { display: grid; grid-template-columns: minmax(14rem, 1fr) minmax(0, 47rem) 1fr; }
  nav { position: sticky; top: 0; align-self: start; height: 100vh; overflow-y: auto; margin: 0; padding: 2.4rem 1.5rem; max-width: 17rem; }
  nav ol { flex-direction: column; gap: 0.55rem; } nav .wordmark { padding-left: 0.8rem; margin-bottom: 0.9rem; }
  nav li { padding-left: 0.7rem; border-left: 2px solid transparent; }
  nav li:has(a.here) { border-color: var(--accent); }
}
`;

const APPARATUS = `
table { border-collapse: collapse; width: 100%; font: 14px/1.4 var(--sans); font-variant-numeric: tabular-nums; margin: 0.9rem 0; }
th { text-align: left; font-weight: 600; font-size: 12px; color: var(--muted); border-bottom: 1.5px solid var(--ink); padding: 0.3rem 0.6rem 0.35rem 0; vertical-align: bottom; }
td { border-bottom: 1px solid var(--rule); padding: 0.45rem 0.6rem 0.45rem 0; vertical-align: top; }
table { border-bottom: 1.5px solid var(--ink); border-top: 1.5px solid var(--ink); }
tbody tr:last-child td { border-bottom: 0; }
th button { all: unset; cursor: pointer; }
th button::after { content: "↕"; opacity: 0.4; margin-left: 0.25em; }
th[aria-sort="ascending"] button::after { content: "↑"; opacity: 1; }
th[aria-sort="descending"] button::after { content: "↓"; opacity: 1; }
.verdicts .label { max-width: 5.2rem; font-weight: 600; }
.verdicts .title { min-width: 13rem; }
.verdicts .title a { color: var(--ink); text-decoration-color: var(--rule); }
.verdicts .title a:hover { color: var(--accent); text-decoration-color: currentColor; }
.verdicts .room { display: block; color: var(--muted); font-size: 12px; }
.verdicts td.verdict { max-width: 15rem; overflow-wrap: break-word; }
.verdicts .evidence-number { display: block; font-size: 12px; margin-top: 0.15rem; }
/* Long conditions stand in full with the claim; what refutes is never cut. */
.verdicts tr[data-verdict="proved"] .evidence-number { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.verdicts .mutants { text-align: right; padding-right: 0; }
.verdicts tr[hidden] { display: none; }
.verdicts tr[data-passed="no"] { background: var(--bad-tint); }
.summary { font-size: 1.08rem; }
.some-failed { color: var(--bad); font-weight: 600; }
.evidence-number { color: var(--muted); font: 13px/1.4 var(--sans); font-variant-numeric: tabular-nums; }
.problem { color: var(--bad); font: 13px/1.5 var(--sans); }
.pass { color: var(--good); font-family: var(--sans); } .fail, .surprise { color: var(--bad); font-family: var(--sans); font-weight: 700; }
.surprise, .intended { font: 12.5px/1.4 var(--sans); } .intended { color: var(--muted); }
.badge { display: inline-block; font: 600 11.5px/1.5 var(--sans); padding: 0 0.5em; border-radius: 3px; border: 1px solid; white-space: nowrap; }
.badge.verdict { color: var(--accent); background: var(--tint); border-color: var(--tint-rule); }
.badge.verdict::before { content: "≈"; display: inline-block; min-width: 1.1em; }
.badge.proved { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.badge.proved::before { content: "■"; } .badge.enumerated::before { content: "∀"; } .badge.regime::before { content: "≈"; }
.badge.sampled, .badge.measured { color: var(--good); background: var(--good-tint); border-color: var(--good-rule); }
.badge.sampled::before { content: "±"; } .badge.measured::before { content: "◎"; }
.badge.defined, .badge.given { color: var(--muted); background: var(--paper); border-color: var(--rule); border-style: dashed; }
.badge.defined::before { content: "≔"; } .badge.given::before { content: "∵"; }
.badge.cited { color: var(--muted); background: var(--faint); border-color: var(--rule); } .badge.cited::before { content: "¶"; }
.badge.refuted { color: var(--bad); background: var(--bad-tint); border-color: var(--bad-rule); } .badge.refuted::before { content: "✕"; }
.badge.undecided { color: var(--open); background: var(--open-tint); border-color: var(--open-rule); } .badge.undecided::before { content: "?"; }
.badge.status { color: var(--muted); border-color: var(--rule); background: var(--paper); font-weight: 500; }
.badge.reconstruction { color: var(--own); border-color: var(--own-rule); border-style: dashed; }
.badge.corrected { color: var(--own); border-color: var(--own-rule); }
.controls { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; font: 13px/1.4 var(--sans); margin: 0.9rem 0 0; }
.controls button { font: inherit; border: 1px solid var(--rule); background: var(--paper); color: var(--ink); border-radius: 999px; padding: 0.15rem 0.75rem; cursor: pointer; }
.controls button[aria-pressed="true"] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.controls .every { border-radius: 3px; }
.controls input { font: inherit; background: var(--paper); color: var(--ink); border: 1px solid var(--rule); border-radius: 3px; padding: 0.2rem 0.5rem; margin-left: auto; width: 11rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 1rem 0; font: 13.5px/1.4 var(--sans); }
.facts dt { color: var(--muted); font-size: 12px; } .facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.words { display: grid; grid-template-columns: 7.2rem 1fr; gap: 0.35rem 1rem; margin: 0.8rem 0 1.4rem; }
.words dd { margin: 0; }
`;

const CONTENT = `
.validity { color: var(--soft); font-size: 0.95rem; } .validity strong { font-weight: 600; }
.notation td:first-child, .notation code { white-space: nowrap; }
.numbers { overflow-x: auto; margin: 1rem 0; }
.numbers th, .numbers td { text-align: right; white-space: nowrap; font: 12px/1.5 var(--sans); font-variant-numeric: tabular-nums; padding: 0.25rem 0 0.25rem 0.6rem; } .numbers th { font-weight: 600; white-space: normal; vertical-align: bottom; }
.claim-body { margin: 0.2rem 0 1.8rem; scroll-margin-top: 3.5rem; }
.claim-body:target { outline: 2px solid var(--tint-rule); outline-offset: 0.5rem; border-radius: 2px; }
.equation { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; align-items: center; gap: 0 0.9rem; margin: 0.5rem 0; padding: 0.35rem 0 0.35rem 1.2rem; }
.scroll { overflow-x: auto; overflow-y: hidden; padding: 0.5rem 0; }
.scroll:has(> .later) { min-height: 3.4rem; } .still:has(> .later) { aspect-ratio: var(--shape); }
sub, sup { font-size: 0.72em; line-height: 0; }
.number { grid-column: 2; } .tex { grid-column: 3; }
.number { font-variant-numeric: lining-nums; white-space: nowrap; }
.tex { font: 11px/1.4 var(--sans); color: var(--muted); }
.tex summary { cursor: pointer; list-style: none; border: 1px solid var(--rule); border-radius: 3px; padding: 0 0.35em; width: max-content; }
.tex summary::-webkit-details-marker { display: none; }
.tex[open] { grid-column: 1 / -1; } .tex code { display: block; user-select: all; background: var(--faint); padding: 0.4rem 0.6rem; margin-top: 0.3rem; white-space: pre-wrap; color: var(--ink); font-size: 12px; }
.provenance, .judgement, .skipped { font: 13px/1.5 var(--sans); color: var(--muted); margin: 0.35rem 0; }
.evidence { font-size: 13px; table-layout: fixed; } .evidence td { overflow-wrap: break-word; }
.evidence th:first-child { width: 36%; } .evidence th:last-child { width: 7.2rem; }
.message { display: block; color: var(--muted); font: 12.5px/1.45 var(--sans); }
.mutants summary { cursor: pointer; font: 13px/1.5 var(--sans); color: var(--muted); }
.mutants ul { list-style: none; padding: 0 0 0 1rem; margin: 0.4rem 0; font: 13px/1.45 var(--sans); } .mutants li { margin: 0.4rem 0; }
.more { border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); margin: 0.8rem 0; } .more > summary { cursor: pointer; padding: 0.5rem 0; font: 14px/1.5 var(--sans); }
.more > table { margin-top: 0; border-bottom: 0; } .titles { color: var(--muted); }
.proof, .claim { border-bottom: 1px solid var(--rule); } .proof > summary, .claim > summary { cursor: pointer; padding: 0.5rem 0; }
.proof > summary h4, .claim > summary h4 { display: inline; font-size: 1rem; margin: 0 0.6rem 0 0.2rem; }
summary .judgement, summary .labels { font: 12.5px/1.5 var(--sans); color: var(--muted); } summary .labels { margin-right: 0.4rem; }
.derivation { list-style: none; padding: 0; margin: 0.8rem 0; border-top: 1px solid var(--rule); }
.derivation > li { border-bottom: 1px solid var(--rule); padding: 0.55rem 0; } .derivation .equation { margin: 0; padding: 0 0 0 1.2rem; }
.step-head { display: flex; flex-wrap: wrap; gap: 0.15rem 0.7rem; align-items: baseline; }
.step-id { font: 600 13px/1.4 var(--sans); } .rule { font: 12.5px/1.4 var(--sans); color: var(--muted); }
.step-verdict { margin-left: auto; }
.derivation details:not(.tex) summary { cursor: pointer; font: 12.5px/1.5 var(--sans); color: var(--muted); }
.derivation dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 0.9rem; margin: 0.4rem 0; font-size: 0.92rem; }
.derivation dt { font: 12.5px/1.9 var(--sans); color: var(--muted); } .derivation dd { margin: 0; }
figure { margin: 1.8rem 0 2rem; }
.picture { overflow-x: auto; overflow-y: hidden; }
.still svg { display: block; width: 100%; min-width: 540px; height: auto; }
.live { min-width: 540px; } .picture:has(.live) .still { display: none; }
figcaption { font-size: 0.92rem; line-height: 1.45; color: var(--soft); margin-top: 0.4rem; text-wrap: pretty; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font: 12.5px/1.5 var(--sans); color: var(--muted); }
`;

const PHONE = `
@media screen and (max-width: 680px) {
  body { font-size: 16px; } h1 { font-size: 1.7rem; }
  main { padding: 1.25rem 1rem 3rem; } nav { padding: 1rem 1rem 0; }
  .verdicts, .verdicts tbody, .evidence, .evidence tbody, .evidence tr, .evidence td { display: block; }
  .verdicts thead, .evidence thead { display: none; }
  .verdicts tr { display: grid; grid-template-columns: 1.3rem 1fr auto; gap: 0.1rem 0.4rem; padding: 0.6rem 0; border-bottom: 1px solid var(--rule); }
  .verdicts td { border: 0; padding: 0; } .verdicts td.verdict { max-width: none; }
  .verdicts .mark { grid-area: 1 / 1; } .verdicts .label { grid-area: 1 / 2; max-width: none; } .verdicts .status { grid-area: 1 / 3; justify-self: end; }
  .verdicts .title { grid-area: 2 / 2 / 3 / 4; min-width: 0; } .verdicts td.verdict { grid-area: 3 / 2; } .verdicts .mutants { grid-area: 3 / 3; align-self: start; }
  .verdicts .mutants::after { content: " mutants"; color: var(--muted); font-size: 12px; }
  .evidence tr { padding: 0.5rem 0; border-bottom: 1px solid var(--rule); } .evidence tr:last-child { border: 0; }
  .evidence td { border: 0; padding: 0.1rem 0; }
  .evidence td[data-name]::before { content: attr(data-name) ": "; color: var(--muted); }
  .equation { grid-template-columns: 1fr auto auto; padding-left: 0; } .scroll { grid-column: 1 / -1; } .controls input { margin-left: 0; width: 100%; }
  .notation { display: block; overflow-x: auto; }
  .words, .derivation dl { grid-template-columns: 1fr; gap: 0.1rem; } .words dd { margin-bottom: 0.5rem; }
  .step-verdict { margin-left: 0; }
  p, dd, li, summary { overflow-wrap: anywhere; } p > .katex, dd > .katex { display: inline-block; max-width: 100%; overflow-x: auto; overflow-y: hidden; vertical-align: bottom; }
}
`;

const PRINT = `
@media print {
  @page { margin: 18mm 16mm; }
  body { display: block; } main { zoom: 0.8; } main { max-width: none; padding: 0; }
  nav, .controls, .tex, th button::after, .proof:not([open]), .mutants:not([open]) > ul { display: none; }
  .claim::details-content, .more::details-content { content-visibility: visible; } .more > summary { display: none; } .verdicts tr[data-verdict="proved"] .evidence-number { display: block; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4, thead { break-after: avoid; } figure, tr, .equation, .derivation > li { break-inside: avoid; }
  .picture { overflow: visible; } .picture:has(.live) .still { display: block; } .live { display: none; }
  .still svg { min-width: 0; } .scroll { overflow: visible; }
  .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

export const PAGE_STYLE: string = [BASE, NAVIGATION, APPARATUS, CONTENT, PHONE, PRINT].join("");
