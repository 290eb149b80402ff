/** One claim: in one line, and opened in full: statement, source, evidence, mutants. */
import type { JudgedEvidence, JudgedMutant } from "../../lab/types.ts";
import { type ReportClaim, tallyMutants } from "../model.ts";
import { mutantKinds, plural } from "../words.ts";
import { passMark, statusBadge, verdictBadge, verdictInShort, verdictWithNumber } from "./badges.ts";
import { anchor, type Html, html, later } from "./markup.ts";
import { equationInView, prose, scripted } from "./math.ts";
import { sourceLink } from "./source.ts";

/**
 * Folded away: one line a claim, and who wants to know more opens it; one that is not as expected lies open. The anchor
 * is inside the fold, so that browsers open it for a link or a find in the page, with a script or without.
 */
export function claimSection(claim: ReportClaim): Html {
  return html`<details class="claim"${!claim.passed && html` open`}>
<summary><h4>${passMark(claim.passed)} ${scripted(claim.title)}</h4> <span class="labels">${claim.labels.join(", ")}</span>
<span class="judgement">${verdictInShort(claim.verdict.kind, claim.expect)}</span></summary>
<article class="claim-body" id="${anchor("claim", claim.id)}">
${equationInView(claim.statement, claim.labels.join(", "))}
<p class="provenance">${statusBadge(claim.status)} ${sourceLink(claim.source)}${claim.source.note !== undefined && html`; ${prose(claim.source.note)}`}.</p>
<p class="judgement">${verdictWithNumber(claim.verdict, claim.expect)}</p>
${claim.evidence.length > 0 && evidenceTable(claim.evidence)}
${claim.skipped !== undefined && claim.skipped.length > 0 && html`<p class="skipped">Not run here: ${claim.skipped.join("; ")}.</p>`}
${mutantList(claim.mutants)}
</article>
</details>`;
}

function evidenceTable(evidence: readonly JudgedEvidence[]): Html {
  return html`<table class="evidence">
<thead><tr><th scope="col">Evidence</th><th scope="col">Expected</th><th scope="col">Found</th><th scope="col">Verdict</th></tr></thead>
<tbody>${evidence.map(evidenceRow)}</tbody>
</table>`;
}

function evidenceRow({ says, finding }: JudgedEvidence): Html {
  const { kind } = finding.verdict;
  const unclear = kind === "refuted" || kind === "undecided";
  return html`<tr><td class="says">${prose(says)}${unclear && html` <span class="message">${scripted(finding.message)}</span>`}</td>
<td data-name="expected">${scripted(finding.expected)}</td><td data-name="found">${scripted(finding.found)}</td><td>${verdictBadge(kind)}</td></tr>`;
}

function mutantItem({ id, says, killed, message }: JudgedMutant): Html {
  return html`<li>${passMark(killed)} <strong>${scripted(id)}</strong> ${prose(says)}
<span class="message">${scripted(message)}</span></li>`;
}

/** Wrong formulas and what the evidence said of them: the proof that the checks above can fail. */
function mutantList(mutants: readonly JudgedMutant[]): Html {
  const tally = tallyMutants(mutants);
  const { total, killed } = tally;
  if (total === 0) return html`<p class="skipped">No mutant was tried.</p>`;
  return html`<details class="mutants"${killed < total && html` open`}>
<summary>${killed} of ${plural(total, "mutant")} killed${mutantKinds(tally)}</summary>
${later(html`<ul>${mutants.map(mutantItem)}</ul>`)}
</details>`;
}
