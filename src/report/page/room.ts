/** One room: notation, limits of validity, derivation, claims, figures. */
import type { Notation } from "../../lab/types.ts";
import type { Figure } from "../figure.ts";
import type { ReportClaim, ReportDerivation, ReportRoom, ReportStep } from "../model.ts";
import { plural } from "../words.ts";
import { verdictWithNumber } from "./badges.ts";
import { claimSection } from "./claim.ts";
import type { FigureSetter } from "./figures.ts";
import { anchor, type Html, html, later } from "./markup.ts";
import { equation, inlineMath, prose, scripted } from "./math.ts";
import { tableSection } from "./table.ts";

export function roomSection(
  room: ReportRoom,
  number: number,
  claims: readonly ReportClaim[],
  figures: FigureSetter,
): Html {
  return html`<section class="room" id="${anchor("room", room.id)}">
<h2><span class="section-number">${number}</span> ${room.title}</h2>
<p>${prose(room.summary)}</p>
<p class="validity"><strong>Validity.</strong> ${prose(room.validity)}</p>
${room.notation.length > 0 && notationTable(room.notation)}
${room.derivations !== undefined && room.derivations.length > 0 && html`<h3>Derivations</h3>`}
${room.derivations?.map(derivationSection)}
${figureSection(room.figures, figures)}
${room.tables?.map(tableSection)}
${claims.length > 0 && html`<h3>Claims</h3>`}
${claims.map(claimSection)}
</section>`;
}

/** The first picture, and the others folded away under their titles. */
function figureSection([first, ...more]: readonly Figure[], figures: FigureSetter): Html {
  if (first === undefined) return html``;
  const titles = more.map((figure) => figure.title.replace(/<[^>]*>/g, "")).join("; ");
  return html`${figures.set(first)}
${
  more.length > 0 &&
  html`<details class="more"><summary>${plural(more.length, "more figure")}: <span class="titles">${titles}</span></summary>
${more.map((figure) => figures.set(figure))}</details>`
}`;
}

/** Folded away. Without the column of ranges where no symbol has one. */
function notationTable(rows: readonly Notation[]): Html {
  const ranges = rows.some((row) => row.range !== undefined);
  return html`<details class="more"><summary>Notation: <span class="titles">${plural(rows.length, "row")}</span></summary>
<table class="notation">
<thead><tr><th scope="col">Symbol</th><th scope="col">Meaning</th>${ranges && html`<th scope="col">Range</th>`}<th scope="col">In code</th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr><td>${inlineMath(row.symbol)}</td> <td>${prose(row.meaning)}</td>
${ranges && html`<td>${row.range !== undefined && prose(row.range)}</td>`} <td>${row.code !== undefined && html`<code>${row.code}</code>`}</td></tr>`,
  )}</tbody>
</table></details>`;
}

/** Folded away: a room tells its story first, and who wants the steps opens them. One that does not hold lies open. */
function derivationSection({ title, source, assuming = [], steps, verdict, problems = [] }: ReportDerivation): Html {
  return html`<details class="proof"${problems.length > 0 && html` open`}>
<summary><h4>${scripted(title)}</h4> <span class="judgement">${verdict !== undefined && verdictWithNumber(verdict)} · ${plural(steps.length, "step")}</span></summary>
${later(html`${source !== undefined && html`<p class="provenance">${scripted(source)}</p>`}
${assuming.length > 0 && html`<p class="provenance">Throughout: ${prose(assuming.join(", "))}.</p>`}
<ol class="derivation">${steps.map(derivationStep)}</ol>
${problems.map((problem) => html`<p class="problem">${scripted(problem)}</p>`)}`)}
</details>`;
}

function derivationStep(step: ReportStep): Html {
  const { assuming, checked } = step;
  return html`<li>
<div class="step-head"><span class="step-id">${step.id}</span> <span class="rule">${step.rule}</span>
<span class="short">${prose(step.short)}</span> <span class="step-verdict">${verdictWithNumber(step.verdict, step.expect)}</span></div>
${equation(step.expression)}
<details><summary>why, and how it was checked</summary><dl>
${step.from.length > 0 && html`<dt>from</dt> <dd>${step.from.join(", ")}</dd>`}
<dt>why</dt> <dd>${prose(step.why)}</dd>
<dt>assuming</dt> <dd>${assuming.length === 0 ? "nothing further" : prose(assuming.join("; "))}</dd>
${checked !== undefined && html`<dt>checked</dt> <dd>${prose(checked)}</dd>`}
</dl></details>
</li>`;
}
