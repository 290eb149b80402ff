/** boltzproof derive: prints derivations, each step with its verdict and conditions. */
import katex from "katex";
import {
  type Derivation,
  derivationToHtml,
  derivationToLatex,
  derivationToText,
  ERROR_MEANS,
  judgeDerivation,
} from "../src/algebra/derivation/index.ts";
import { BoltzproofError } from "../src/errors.ts";
import { foldLine, tableStyle } from "../src/report/terminal.ts";
import { allClaims, rooms } from "../theory/index.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { isNamed, unknownName } from "./judging.ts";
import { deriveSpec } from "./specs.ts";

export const deriveCommand: Command = {
  spec: deriveSpec,
  async run(given) {
    const derivations = derivationsOf(given.positionals);
    const format = formatOf(given);
    const seed = given.whole("seed", 0) ?? 1;
    const steps = given.flag("steps");
    const judged = derivations.map((derivation) => judgeDerivation(derivation, { seed }));
    const print = {
      latex: (j: (typeof judged)[number]) => derivationToLatex(j, { steps }),
      html: (j: (typeof judged)[number]) =>
        derivationToHtml(j, (latex) => katex.renderToString(latex, { throwOnError: true })),
      text: (j: (typeof judged)[number]) => derivationToText(j, { steps }),
    }[format];
    const { width } = tableStyle(process.stdout, process.env);
    const tail = format === "text" ? [foldLine(ERROR_MEANS, width)] : [];
    process.stdout.write(`${[...judged.map(print), ...tail].join("\n\n")}\n`);
    const weakest = judged.map((j) => (j.problems.length > 0 ? "refuted" : j.verdict.kind));
    return weakest.includes("refuted") ? 1 : weakest.includes("undecided") ? 3 : 0;
  },
};

function formatOf(given: Arguments): "text" | "latex" | "html" {
  const [first = "text", second] = (["text", "latex", "html"] as const).filter((name) => given.flag(name));
  if (second === undefined) return first;
  throw new BoltzproofError("usage", {
    found: `--${first} and --${second} together`,
    expected: "one of them",
    advice: "ask twice for two formats",
  });
}

/** @throws BoltzproofError "usage" for a name that nothing has, or that has no derivation. */
function derivationsOf(names: readonly string[]): readonly Derivation[] {
  const known = rooms.filter((room) => inRoom(room.id).length > 0).map(({ id }) => id);
  if (names.length === 0) {
    throw new BoltzproofError("usage", {
      found: "no name",
      expected: `a label such as A21, a claim, or a room with derivations: ${known.join(", ")}`,
      advice: "boltzproof list has all names",
    });
  }
  return [...new Set(names.flatMap(named))];
}

function named(name: string): readonly Derivation[] {
  const claims = allClaims.filter((claim) => isNamed(claim, name));
  if (claims.length === 0) throw unknownName(name);
  const room = rooms.find(({ id }) => id === name.toLowerCase());
  const found = room ? inRoom(room.id) : claims.flatMap((claim) => claim.derivation ?? []);
  if (found.length > 0) return found;
  throw new BoltzproofError("usage", {
    found: `"${name}", which is judged by evidence alone`,
    expected: "a claim with a derivation",
    advice: `see boltzproof show ${name}`,
  });
}

function inRoom(id: string): readonly Derivation[] {
  const room = rooms.find((r) => r.id === id)!;
  return [...room.claims.flatMap((c) => c.derivation ?? []), ...(room.derivations ?? [])];
}
