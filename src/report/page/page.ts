/**
 * The report as one HTML file that opens offline: no request leaves it, nothing needs the script. Order: verdicts,
 * the trained machine, the rooms, how to read it all.
 */
import type { Figure, PlotObject } from "../figure.ts";
import type { ReportModel, ReportRun, ReportTraining } from "../model.ts";
import { plotSpec, THEME } from "../theme.ts";
import { duration, STATUS_MEANING, VERDICT_MEANING } from "../words.ts";
import { statusBadge, verdictBadge } from "./badges.ts";
import { FigureSetter, type Pictures } from "./figures.ts";
import { styleForMath } from "./fonts.ts";
import { anchor, type Html, html, inlineJson, inlineScript, raw } from "./markup.ts";
import { prose } from "./math.ts";
import { roomSection } from "./room.ts";
import { PAGE_SCRIPT } from "./script.ts";
import { PAGE_STYLE } from "./style.ts";
import { verdictTable } from "./verdict-table.ts";

/** What the page carries of other people's work. */
export interface PageAssets {
  /** Plotly's cartesian bundle, compressed by gzip, in base64: unpacked when the first figure comes into view. */
  readonly plotly: string;
  /** KaTeX's style sheet with its fonts inside. */
  readonly katexStyle: string;
  /** The font of figures, upright and italic, as font faces with the data inside. */
  readonly figureFonts: string;
}

/**
 * The page; `pictures` holds the SVG of every figure by id.
 * @throws BoltzproofError "parse" for LaTeX that cannot be set; as `checkFigure` for a figure that cannot be drawn.
 */
export function renderPage(model: ReportModel, assets: PageAssets, pictures: Pictures): string {
  const figures = new FigureSetter(pictures);
  const { run, claims, rooms, training } = model;
  const body = html`<header>
<h1>${run.title}</h1>
${run.lead !== undefined && html`<p class="lead">${prose(run.lead)}</p>`}
${runFacts(run)}
</header>
${verdictTable(claims, rooms)}
${training !== undefined && trainingSection(training, figures)}
${rooms.map((room, i) =>
  roomSection(
    room,
    i + 1,
    claims.filter((claim) => claim.room === room.id),
    figures,
  ),
)}
${readingGuide()}
${footer(run)}`;
  return htmlDocument({ title: run.title, body, contents: contents(model), figures: figures.shown, assets });
}

/** One figure on a page of its own. @throws BoltzproofError as `renderPage`. */
export function renderFigurePage(figure: Figure, assets: PageAssets, svg: string): string {
  const figures = new FigureSetter(new Map([[figure.id, svg]]));
  const title = figure.title.replace(/<[^>]*>/g, "");
  return htmlDocument({ title, body: figures.set(figure), figures: figures.shown, assets });
}

interface DocumentParts {
  readonly title: string;
  readonly body: Html;
  readonly contents?: Html;
  readonly figures: readonly Figure[];
  readonly assets: PageAssets;
}

/** Forbids every request: what the page needs is in it. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; img-src data: blob:";

function htmlDocument({ title, body, contents, figures, assets }: DocumentParts): string {
  const live = figures.filter((figure) => figure.interactive !== false);
  const code =
    live.length > 0 &&
    html`<script type="application/json" id="figure-data">${inlineJson(liveData(live))}</script>
<script type="application/gzip" id="plotly">${assets.plotly}</script>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="boltzproof">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${raw(styleForMath(assets.katexStyle, body.html))}</style>
${figures.length > 0 && html`<style>${raw(assets.figureFonts)}</style>`}
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
${contents}
<main>
${body}
</main>
${code}
<script>${inlineScript(PAGE_SCRIPT)}</script>
</body>
</html>
`.html;
}

/** The theme once, and of each figure what is its own. */
function liveData(figures: readonly Figure[]): { template: PlotObject; figures: Record<string, PlotObject> } {
  const specs = figures.map((figure) => {
    const { data, layout } = plotSpec(figure);
    const { template: _, ...own } = layout;
    return [figure.id, { data, layout: own }] as const;
  });
  return { template: THEME, figures: Object.fromEntries(specs) };
}

function contents({ rooms, training }: ReportModel): Html {
  const entries = [
    html`<li><a href="#verdicts">Verdicts</a></li>`,
    training !== undefined && html`<li><a href="#training">The trained machine</a></li>`,
    ...rooms.map(
      (room, i) =>
        html`<li><a href="#${anchor("room", room.id)}"><span class="section-number">${i + 1}</span> ${room.title}</a></li>`,
    ),
    html`<li><a href="#reading">How to read this page</a></li>`,
  ];
  return html`<nav aria-label="Contents"><p class="wordmark">boltzproof</p><ol>${entries}</ol></nav>`;
}

function runFacts(run: ReportRun): Html {
  const facts = [
    ["seed", `${run.seed}`],
    ["budget", run.budget],
    ["time", duration(run.seconds)],
    ["version", run.version],
    ...(run.date === undefined ? [] : [["date", run.date]]),
  ] as const;
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt> <dd>${value}</dd></div> `)}</dl>`;
}

function trainingSection(training: ReportTraining, figures: FigureSetter): Html {
  const facts = [
    ...training.settings,
    { name: "seed", value: `${training.seed}` },
    ...(training.seconds === undefined ? [] : [{ name: "time", value: duration(training.seconds) }]),
  ];
  return html`<section id="training">
<h2>The trained machine</h2>
<p>${prose(training.summary)}</p>
<dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${prose(name)}</dt> <dd>${prose(value)}</dd></div> `)}</dl>
${training.figures.map((figure) => figures.set(figure))}
</section>`;
}

function readingGuide(): Html {
  const verdicts = Object.entries(VERDICT_MEANING) as [keyof typeof VERDICT_MEANING, string][];
  const statuses = Object.entries(STATUS_MEANING) as [keyof typeof STATUS_MEANING, string][];
  return html`<section id="reading">
<h2>How to read this page</h2>
<p>A <em>claim</em> is a formula with its source. <em>Evidence</em> judges it: each piece compares the formula with
something computed another way. The same evidence must refute every <em>mutant</em> of the formula, a version with a
wrong sign, a factor, a dropped term; so a check that could not fail shows. ✓ says that the verdict is the one the claim
expects and that no mutant survived.</p>
<dl class="words">${verdicts.map(([kind, meaning]) => html`<dt>${verdictBadge(kind)}</dt> <dd>${meaning}</dd>`)}</dl>
<p>The status of a formula says how it relates to its source.</p>
<dl class="words">${statuses.map(([status, meaning]) => html`<dt>${statusBadge(status)}</dt> <dd>${meaning}</dd>`)}</dl>
<p>In figures, theory is a line and experiment is markers with error bars of one standard error.</p>
</section>`;
}

function footer(run: ReportRun): Html {
  return html`<footer><p>Made by boltzproof ${run.version}; made again by <code>${run.command}</code></p>
<p>Contains Plotly.js (© Plotly, Inc., MIT licence), KaTeX (© Khan Academy and contributors, MIT licence), the KaTeX
fonts and Arimo (SIL Open Font Licence).</p></footer>`;
}
