/** boltzproof derive: prints the derivations of a room, each step with its verdict and conditions. */
import katex from "katex";
import {
  type Derivation,
  derivationToHtml,
  derivationToLatex,
  derivationToText,
  judgeDerivation,
} from "../src/algebra/derivation/index.ts";
import { BoltzproofError } from "../src/errors.ts";
import { rooms } from "../theory/index.ts";
import type { Command } from "./command.ts";
import { closest } from "./slips.ts";
import { deriveSpec } from "./specs.ts";

export const deriveCommand: Command = {
  spec: deriveSpec,
  async run(given) {
    const derivations = derivationsOf(given.positionals);
    const seed = given.whole("seed", 0) ?? 1;
    const steps = given.flag("steps");
    const judged = derivations.map((derivation) => judgeDerivation(derivation, { seed }));
    const print = given.flag("latex")
      ? (j: (typeof judged)[number]) => derivationToLatex(j, { steps })
      : given.flag("html")
        ? (j: (typeof judged)[number]) =>
            derivationToHtml(j, (latex) => katex.renderToString(latex, { throwOnError: true }))
        : (j: (typeof judged)[number]) => derivationToText(j, { steps });
    process.stdout.write(`${judged.map(print).join("\n\n")}\n`);
    const weakest = judged.map((j) => (j.problems.length > 0 ? "refuted" : j.verdict.kind));
    return weakest.includes("refuted") ? 1 : weakest.includes("undecided") ? 3 : 0;
  },
};

/** @throws BoltzproofError "usage" unless exactly one room is named and it has a derivation. */
function derivationsOf(names: readonly string[]): readonly Derivation[] {
  const all = rooms
    .map(({ id, claims, derivations = [] }) => ({
      id,
      list: [...claims.flatMap((c) => c.derivation ?? []), ...derivations],
    }))
    .filter(({ list }) => list.length > 0);
  const known = all.map(({ id }) => id);
  const found = all.find(({ id }) => id === names[0]);
  if (found && names.length === 1) return found.list;
  const near = names[0] === undefined ? undefined : closest(names[0], known);
  throw new BoltzproofError("usage", {
    found: names.length === 0 ? "no room" : `"${names.join(" ")}"`,
    expected: `one room with derivations: ${known.join(", ")}`,
    advice: near ? `did you mean ${near}?` : "name one of these",
  });
}
