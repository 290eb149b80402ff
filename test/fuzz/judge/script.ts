/**
 * Derivations as short scripts, one line a step, for tests that hold hundreds of them:
 *
 *     define: J = integral(1/x, x, 1, 2)
 *     integrate: J = log(2) ; by log(x)
 *
 * A line is a rule, a formula and, behind semicolons, what the rule asks for. Lines are numbered from 1; a line comes
 * from the one before it unless "from" says otherwise ("from" alone: from none). Names need no declaration.
 */

import {
  type Derivation,
  type DerivationWriter,
  derive,
  functionNames,
  type JudgedDerivation,
  judgeDerivation,
  premise,
  type SignCertificate,
} from "../../../src/algebra/index.ts";
import { BoltzproofError } from "../../../src/errors.ts";

export interface Script {
  /** What holds throughout; "premise …" is a fact in words. */
  readonly assuming: readonly string[];
  readonly lines: readonly string[];
}

/** How a script was judged: "accepted" when no step is refuted or undecided. */
export interface Judged {
  readonly outcome: "accepted" | "refuted" | "undecided";
  /** Verdict of each step, or why the derivation was not judged. */
  readonly says: readonly string[];
  /** The conditions that the verdicts print. */
  readonly printed: readonly string[];
  /** Of the first step that is refuted. */
  readonly counterexample?: string;
}

const reserved = new Set([
  ...functionNames,
  ..."e I pi infinity sqrt sum prod integral diff delta ln".split(" "),
  ..."large small premise".split(" "),
]);

/** The names that formulas use. */
export function namesIn(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap((t) => t.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? []);
  return [...new Set(names.filter((n) => !reserved.has(n)))];
}

/** Judges a script with one seed, without a look for wrong variants. */
export function judgeScript(script: Script, seed: number): Judged {
  try {
    return judgedOf(judgeDerivation(derivationOf(script), { seed, variants: false }));
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    return { outcome: "undecided", says: [`refused: ${error.message}`], printed: [] };
  }
}

function judgedOf({ steps, verdict }: JudgedDerivation): Judged {
  const kinds: readonly string[] = steps.map((s) => s.verdict.kind);
  const outcome = kinds.includes("refuted") ? "refuted" : kinds.includes("undecided") ? "undecided" : "accepted";
  const whole = verdict.kind === "proved" ? verdict.assumes : [];
  const printed = steps.flatMap((s) => [...s.conditions, ...(s.verdict.kind === "proved" ? s.verdict.assumes : [])]);
  // A verdict may also say for which values of general symbols it holds.
  const valuesOf = (v: object): readonly string[] => ("for" in v ? (v.for as readonly string[]) : []);
  printed.push(...steps.flatMap((s) => valuesOf(s.verdict)));
  // "Enumerated at N = 0, 1, 2" speaks of no negative sizes.
  for (const s of steps) {
    if (s.verdict.kind !== "enumerated") continue;
    printed.push(...namesIn(s.verdict.sizes).map((name) => `${name} >= 0`));
  }
  const refuted = steps.map((s) => s.verdict).find((v) => v.kind === "refuted");
  return {
    outcome,
    says: steps.map((s) => JSON.stringify(s.verdict)),
    printed: [...new Set([...printed, ...whole])],
    ...(refuted !== undefined && { counterexample: refuted.counterexample }),
  };
}

/** @throws BoltzproofError for what the writer does not take. */
export function derivationOf({ assuming, lines }: Script): Derivation {
  const words = namesIn([...assuming.filter((a) => !a.startsWith("premise")), ...lines]);
  const notation = Object.fromEntries(words.map((name) => [name, { meaning: "a quantity" }]));
  const writer = derive({
    id: "script",
    title: "A script",
    source: "none",
    notation,
    assuming: assuming.map(declared),
  });
  for (const [k, line] of lines.entries()) addLine(writer, `${k + 1}`, line);
  return writer.connecting("1", `${lines.length}`);
}

const declared = (text: string): ReturnType<typeof premise> | string =>
  text.startsWith("premise ") ? premise(text.slice(8), text.slice(8)) : text;

class Options {
  readonly #options: readonly string[];

  constructor(options: readonly string[]) {
    this.#options = options.map((o) => o.trim());
  }

  /** What stands behind the keyword. */
  get(key: string): string | undefined {
    return this.all(key)[0];
  }

  all(key: string): readonly string[] {
    return this.#options.filter((o) => o === key || o.startsWith(`${key} `)).map((o) => o.slice(key.length).trim());
  }

  need(key: string): string {
    const found = this.get(key);
    if (found === undefined) throw new Error(`a line without "${key}": ${this.#options.join(" ; ")}`);
    return found;
  }

  list(key: string): readonly string[] {
    return this.need(key)
      .split("|")
      .map((x) => x.trim());
  }

  /** name := formula. */
  bindings(prefix = ""): Record<string, string> {
    const found = this.#options.flatMap((o) => {
      const m = /^(back )?\s*(\S+) := (.*)$/.exec(o);
      return m !== null && (m[1]?.trim() ?? "") === prefix ? [[m[2]!, m[3]!] as const] : [];
    });
    return Object.fromEntries(found);
  }
}

function addLine(w: DerivationWriter, id: string, line: string): void {
  const [head, ...rest] = line.split(";");
  const at = head!.indexOf(":");
  const formula = head!.slice(at + 1).trim();
  const o = new Options(rest);
  const add = writers[head!.slice(0, at).trim()];
  if (add === undefined) throw new Error(`no rule in "${line}"`);
  add(w, id, formula, o);
  const from = o.get("from");
  if (from !== undefined) w.from(...from.split(" ").filter((x) => x !== ""));
  for (const a of o.all("assuming")) w.assuming(a);
}

type Write = (w: DerivationWriter, id: string, formula: string, o: Options) => DerivationWriter;

function sumProof(o: Options): { rule: string; index?: string } | { induction: string; from?: number } | undefined {
  const [rule, index, induction] = [o.get("rule"), o.get("index"), o.get("induction")];
  if (rule !== undefined) return index === undefined ? { rule } : { rule, index };
  if (induction === undefined) return undefined;
  const [variable, first] = induction.split(" ");
  return first === undefined ? { induction: variable! } : { induction: variable!, from: Number(first) };
}

const letters = [
  { name: "a", mode: 0, dagger: false },
  { name: "adag", mode: 0, dagger: true },
];

const writers: Readonly<Record<string, Write>> = {
  define: (w, id, f) => w.define(id, f),
  given: (w, id, f, o) => w.given(id, f, o.need("premise")),
  cite: (w, id, f) => w.cite(id, f, "a textbook"),
  algebra: (w, id, f, o) => w.algebra(id, f, o.get("times") === undefined ? undefined : o.list("times")),
  substitute: (w, id, f, o) => {
    const values = o.bindings();
    return w.substitute(id, f, Object.keys(values).length === 0 ? undefined : values);
  },
  differentiate: (w, id, f) => w.differentiate(id, f),
  stationary: (w, id, f, o) => w.stationarity(id, o.need("of"), o.need("in"), f),
  expand: (w, id, f, o) => w.expand(id, f, o.list("small"), Number(o.need("order"))),
  largeN: (w, id, f, o) => w.largeN(id, f, o.list("large"), Number(o.need("order"))),
  limit: (w, id, f, o) => {
    const [variable, to] = o.need("in").split("->");
    return w.limit(id, f, variable!.trim(), to!.trim());
  },
  integrate: (w, id, f, o) => w.integrate(id, f, o.need("by")),
  solve: (w, id, f, o) => {
    const undo = o.get("undo");
    if (undo !== undefined) return w.solve(id, f, { hole: "hole", inverse: undo });
    const because = o.get("because");
    const chosen = Number(o.get("chosen") ?? 0);
    return w.solve(id, f, { roots: o.list("roots"), chosen, ...(because !== undefined && { because }) });
  },
  marginalise: (w, id, f, o) => w.marginalise(id, f, sumProof(o)),
  sum: (w, id, f, o) => w.sumRule(id, f, sumProof(o)),
  matrix: (w, id, f) => w.linearAlgebra(id, f),
  determinant: (w, id, f, o) => w.linearAlgebra(id, f, o.need("of")),
  operators: (w, id, f) => w.operators(id, f, letters),
  change: (w, id, f, o) => {
    return w.changeVariables(id, f, {
      forward: o.bindings(),
      backward: o.bindings("back"),
      jacobian: o.need("jacobian"),
    });
  },
  inequality: (w, id, f, o) => {
    return w.inequality(id, f, signCertificate(o));
  },
};

/** "evident", "box x 0 1", "convex x" and "monotone x" with their point, or "combine" with factors "p[i] over i 1 N". */
function signCertificate(o: Options): SignCertificate {
  const [box, convex, monotone, combine] = ["box", "convex", "monotone", "combine"].map((key) => o.get(key));
  const value = o.get("value");
  const start = value === undefined ? {} : { value };
  if (convex !== undefined) return { convexIn: convex, at: o.need("at"), curvature: o.need("curvature"), ...start };
  if (monotone !== undefined) return { monotoneIn: monotone, from: o.need("at"), slope: o.need("slope"), ...start };
  if (combine !== undefined) return { combining: o.list("combine").map(weighted) };
  if (box === undefined) return { evident: o.need("evident") };
  const [name, low, high] = box.split(" ");
  return { box: { [name!]: [Number(low), Number(high)] } };
}

function weighted(text: string): { times: string; over?: readonly [string, string, string] } {
  const [times, over] = text.split(" over ");
  const [index, from, to] = over?.split(" ") ?? [];
  return index === undefined ? { times: times! } : { times: times!, over: [index, from!, to!] };
}
