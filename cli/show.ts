/** boltzproof show: a claim to read in the terminal, with what its evidence found. */
import { derivationToText, ERROR_MEANS } from "../src/algebra/derivation/index.ts";
import { unicodeOfLatex, unicodeOfWords } from "../src/algebra/print/latex-unicode.ts";
import { BoltzproofError } from "../src/errors.ts";
import type { Claim, JudgedClaim, JudgedEvidence } from "../src/lab/types.ts";
import { tallyMutants } from "../src/report/model.ts";
import { foldLine, tableStyle } from "../src/report/terminal.ts";
import { STATUS_MEANING, VERDICT_MEANING, verdictNumber } from "../src/report/words.ts";
import type { Command } from "./command.ts";
import { chooseClaims, exitCode, judgeWithProgress } from "./judging.ts";
import { showSpec } from "./specs.ts";
import { machineOfRun } from "./verify.ts";

export const showCommand: Command = {
  spec: showSpec,
  async run(given) {
    if (given.positionals.length === 0) {
      throw new BoltzproofError("usage", {
        found: "no name",
        expected: "a label such as A16, the name of a claim, or a room",
        advice: "boltzproof list has all names",
      });
    }
    const claims = chooseClaims(given.positionals);
    const seed = given.whole("seed", 0) ?? 1;
    const budget = given.oneOf("budget", ["quick", "full"]) ?? "quick";
    const machine = await machineOfRun(given);
    const result = await judgeWithProgress(claims, { seed, budget, ...(machine ? { machine } : {}) });
    const judged = new Map([...result.judged, ...result.aside].map((j) => [j.claim.id, j]));
    const page = new Page(tableStyle(process.stdout, process.env).width);
    const texts = claims.map((claim) => page.claim(claim, judged.get(claim.id), given.flag("steps")));
    const proofs = result.judged.some((j) => j.derivation) ? [page.fold(ERROR_MEANS)] : [];
    process.stdout.write(`${[...texts, ...proofs].join("\n\n")}\n`);
    return exitCode(result.judged);
  },
};

/** Lays claims out at a width. */
class Page {
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
  }

  fold(text: string, indent = ""): string {
    return foldLine(unicodeOfWords(text).replace(/\s+/g, " "), this.#width, indent);
  }

  claim(claim: Claim, judged: JudgedClaim | undefined, steps: boolean): string {
    const { labels, id, title, statement, source, status } = claim;
    const formula = unicodeOfLatex(statement).split("\n");
    return [
      this.fold(`${labels.join(" ")}  ${title}  (${id})`),
      "",
      ...formula.map((line) => foldLine(line, this.#width, "    ")),
      "",
      this.fold(`Source: ${source.ref}${source.note ? ` (${source.note})` : ""}`),
      this.fold(`Status: ${status}, ${STATUS_MEANING[status]}`),
      ...(judged ? this.#judgement(judged, steps) : [this.fold(WAITING), ...this.#says(claim)]),
    ].join("\n");
  }

  #judgement(judged: JudgedClaim, steps: boolean): string[] {
    const { claim, verdict, passed, outside, evidence, skipped, aside, derivation } = judged;
    const outcome = outside ? "outside its regime" : passed ? "as claimed" : `not as claimed: expected ${claim.expect}`;
    const { total, killed } = tallyMutants(judged.mutants);
    return [
      this.fold(`Verdict: ${verdict.kind} (${verdictNumber(verdict)}), ${outcome}; ${VERDICT_MEANING[verdict.kind]}`),
      "",
      "Evidence",
      ...evidence.map((e) => this.#evidence(e)),
      ...aside.map(({ id, why }) => this.fold(`${id}: outside its regime: ${why}`, "  ")),
      ...(skipped.length === 0 ? [] : [this.fold(`Not run here: ${skipped.join(", ")}`, "  ")]),
      "",
      `Mutants: ${killed} of ${total} killed`,
      ...judged.mutants
        .filter(({ kind }) => kind !== "step")
        .map((m) => this.fold(`${m.killed ? "✓" : "✗"} ${m.id}: ${m.says}`, "  ")),
      ...(derivation ? ["", derivationToText(derivation, { steps })] : []),
    ];
  }

  #evidence({ id, says, finding }: JudgedEvidence): string {
    const { verdict, expected, found } = finding;
    return [
      this.fold(`${id}: ${says}`, "  "),
      this.fold(`expected ${expected}`, "      "),
      this.fold(`found    ${found}`, "      "),
      this.fold(`${verdict.kind} (${verdictNumber(verdict)})`, "      "),
    ].join("\n");
  }

  #says(claim: Claim): string[] {
    return ["", "Evidence", ...claim.evidence.map((e) => this.fold(`${e.id}: ${e.says}`, "  "))];
  }
}

const WAITING = "Verdict: none yet, for want of a trained machine (boltzproof train, then show NAME --run DIR)";
