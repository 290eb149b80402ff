/** The table on top of the page: one row a claim. Sorting and filtering are added by the script, where there is one. */
import type { ReportClaim, ReportRoom } from "../model.ts";
import { summaryLine } from "../words.ts";
import { mutantCount, passMark, statusBadge, verdictWithNumber } from "./badges.ts";
import { anchor, type Html, html } from "./markup.ts";
import { scripted } from "./math.ts";

export function verdictTable(claims: readonly ReportClaim[], rooms: readonly ReportRoom[]): Html {
  const titles = new Map(rooms.map((room) => [room.id, room.title]));
  return html`<section id="verdicts">
<h2>Verdicts</h2>
<p class="summary ${claims.every((claim) => claim.passed) ? "all-passed" : "some-failed"}">${summaryLine(claims)}</p>
<table class="verdicts">
<thead><tr><th scope="col"><span class="sr">as expected</span></th><th scope="col">Label</th><th scope="col">Claim</th>
<th scope="col">Status</th><th scope="col">Verdict</th><th scope="col">Mutants killed</th></tr></thead>
<tbody>
${claims.map((claim) => verdictRow(claim, titles.get(claim.room) ?? claim.room))}
</tbody>
</table>
</section>`;
}

function verdictRow(claim: ReportClaim, room: string): Html {
  return html`<tr data-verdict="${claim.verdict.kind}" data-passed="${claim.passed ? "yes" : "no"}">
<td class="mark">${passMark(claim.passed)}</td>
<td class="label">${claim.labels.join(", ")}</td>
<td class="title"><a href="#${anchor("claim", claim.id)}">${scripted(claim.title)}</a> <span class="room">${room}</span></td>
<td class="status">${statusBadge(claim.status)}</td>
<td class="verdict">${verdictWithNumber(claim.verdict, claim.expect)}</td>
<td class="mutants">${mutantCount(claim)}</td>
</tr>
`;
}
