/** Verdict and status as small marked words; colour is never the only difference. */
import type { Status, Verdict, VerdictKind } from "../../lab/types.ts";
import { type ReportClaim, tallyMutants } from "../model.ts";
import { STATUS_MEANING, VERDICT_MEANING, verdictNumber } from "../words.ts";
import { type Html, html } from "./markup.ts";
import { scripted } from "./math.ts";

export function verdictBadge(kind: VerdictKind): Html {
  return html`<span class="badge verdict ${kind}" title="${VERDICT_MEANING[kind]}">${kind}</span>`;
}

export function statusBadge(status: Status): Html {
  return html`<span class="badge status ${status.replace(" ", "-")}" title="${STATUS_MEANING[status]}">${status}</span>`;
}

/** The verdict in a word, and what was expected where that differs or needs saying. */
export function verdictInShort(kind: VerdictKind, expect?: VerdictKind): Html {
  const surprise = expect !== undefined && expect !== kind && html` <span class="surprise">expected ${expect}</span>`;
  const intended = expect === "refuted" && kind === "refuted" && html` <span class="intended">as claimed</span>`;
  return html`${verdictBadge(kind)}${surprise}${intended}`;
}

/** The same with its numbers. */
export function verdictWithNumber(verdict: Verdict, expect?: VerdictKind): Html {
  return html`${verdictInShort(verdict.kind, expect)} <span class="evidence-number">${scripted(verdictNumber(verdict))}</span>`;
}

export function passMark(passed: boolean): Html {
  return passed
    ? html`<span class="pass" title="as expected">✓</span>`
    : html`<span class="fail" title="not as expected">✗</span>`;
}

export function mutantCount(claim: ReportClaim): Html {
  const { total, killed } = tallyMutants(claim.mutants);
  return html`<span${killed < total && html` class="fail"`}>${killed}/${total}</span>`;
}
