/**
 * Verdicts and statuses in words, the same in the terminal and on the page.
 */
import { greekByLetter } from "../algebra/print/greek.ts";
import { subscript, superscript } from "../algebra/print/scripts.ts";
import type { MutantKind, Status, Verdict, VerdictKind } from "../lab/types.ts";
import { type MutantTally, type ReportClaim, tallyMutants } from "./model.ts";

/** Strongest first. */
export const VERDICT_MEANING: Readonly<Record<VerdictKind, string>> = {
  proved: "a formal identity, wrong with at most the stated probability, under the assumptions named",
  defined: "a name or a special value that the author chooses; nothing to prove",
  given: "what a premise named in words says of the objects, taken as it stands",
  checked: "both sides agree at so many points, as closely as stated",
  regime: "holds roughly, within the share and in the domain named",
  enumerated: "true on every state of machines of the sizes named",
  sampled: "agrees with a simulation; z is the difference in standard errors, ESS the effective sample size",
  measured: "agrees with a machine trained on real data",
  cited: "taken from the literature, not checked here",
  refuted: "false; a counterexample was found",
  undecided: "no verdict could be reached",
};

/** What each status of a formula means, in a sentence for the reader. */
export const STATUS_MEANING: Readonly<Record<Status, string>> = {
  "as printed": "the formula of the source, letter for letter",
  corrected: "the formula of the source with a slip mended",
  reconstruction: "derived here, because the source does not print it; its own wording may differ",
  standard: "textbook knowledge",
};

/** The numbers behind a verdict, in a few words. */
export function verdictNumber(verdict: Verdict): string {
  switch (verdict.kind) {
    case "proved":
      return [
        ...(verdict.for ?? []).map((value) => `for ${inLetters(value)}`),
        ...(verdict.assumes.length === 0 ? [] : [`assuming ${verdict.assumes.map(inLetters).join(", ")}`]),
        verdict.log2Error === -Infinity ? "exact" : `error ≤ 2${superscript(`${Math.round(verdict.log2Error)}`)}`,
      ].join("; ");
    case "defined":
      return "";
    case "given":
      return verdict.premise;
    case "checked":
      return `${verdict.how}, ${plural(verdict.points, "point")}`;
    case "regime":
      return `within ${trim(100 * verdict.within)} % for ${verdict.where}`;
    case "enumerated":
      return verdict.sizes.length <= 3 ? verdict.sizes.join(", ") : plural(verdict.sizes.length, "size");
    case "sampled":
      return `z = ${trim(verdict.z)}, ESS ${Math.round(verdict.ess).toLocaleString("en")}`;
    case "measured":
      return verdict.z === undefined ? verdict.on : `z = ${trim(verdict.z)}, ${verdict.on}`;
    case "cited":
      return verdict.ref;
    case "refuted":
      return verdict.counterexample;
    case "undecided":
      return verdict.why;
  }
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/!=/g, "≠"],
  [/>=/g, "≥"],
  [/<=/g, "≤"],
  [/(?<=[\p{L}\p{N})\]])\*(?=[\p{L}\p{N}(])/gu, "·"],
];

/** A condition as the kernel writes it, "W[i, j]*lambda != 0", as a person does: Wᵢⱼ·λ ≠ 0. */
export function inLetters(condition: string): string {
  const signed = SIGNS.reduce((text, [sign, letter]) => text.replace(sign, letter), condition);
  return signed
    .replace(/(?<![\p{L}_])[A-Za-z]+(?=_|\P{L}|$)/gu, (word) => GREEK.get(word) ?? word)
    .replace(/(\p{L})_tilde/gu, "$1\u0303")
    .replace(/(?<=\p{L}|\u0303)\[([^[\]]+)\]/gu, (_, indices: string) => subscript(indices.replace(/, /g, "")))
    .replace(/\^(\d+)/g, (_, power: string) => superscript(power))
    .normalize("NFC");
}

const GREEK: ReadonlyMap<string, string> = new Map([...greekByLetter].map(([letter, name]) => [name, letter]));

/** The whole run in one line. */
export function summaryLine(claims: readonly ReportClaim[]): string {
  const good = claims.filter((claim) => claim.passed);
  const refuted = good.filter((claim) => claim.verdict.kind === "refuted").length;
  const aside = refuted === 0 ? "" : ` (${refuted} refuted, as claimed)`;
  const bad = claims.length - good.length;
  const outcome = bad === 0 ? `all as expected${aside}` : `${good.length} as expected${aside}, ${bad} not`;
  const tally = tallyMutants(claims.flatMap((claim) => claim.mutants));
  const { total, killed } = tally;
  return `${plural(claims.length, "claim")}: ${outcome}. ${killed.toLocaleString("en")} of ${plural(total, "mutant")} killed${mutantKinds(tally)}.`;
}

const KIND_NAMES: Readonly<Record<MutantKind, string>> = {
  author: "the authors'",
  statement: "variants of statements",
  step: "variants of steps",
};

/** " (377 the authors', 1,042 variants of steps)"; those that live are counted too; "" where all are of one kind. */
export function mutantKinds({ kinds }: MutantTally): string {
  const counts = Object.entries(kinds).map(([kind, { total, killed }]) => {
    const name = KIND_NAMES[kind as MutantKind];
    const number =
      killed === total ? total.toLocaleString("en") : `${killed.toLocaleString("en")} of ${total.toLocaleString("en")}`;
    return `${number} ${name}`;
  });
  return counts.length < 2 ? "" : ` (${counts.join(", ")})`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Seconds as a person says them. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${trim(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${Math.round(seconds - 60 * minutes)} s`;
}

const trim = (x: number): string => (Number.isFinite(x) ? `${Number(x.toFixed(1))}` : "∞");
