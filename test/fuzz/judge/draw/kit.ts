/** What the generators share: choices from one stream, small texts, and wrong variants. */
import type { Rng } from "../../../../src/numeric/random.ts";
import { isComplex, type Setting, wholeNames } from "../oracle/domain.ts";
import type { Claim, Given, Relation, Search } from "../oracle/truth.ts";
import type { Script } from "../script.ts";

/** A drawn statement with what its generator knows of it. */
export interface Drawn {
  readonly rule: string;
  readonly kind: string;
  /** A derivation, judged by its last line, or a plain zero test. */
  readonly script?: Script;
  readonly zero?: { readonly formula: string; readonly positive: readonly string[] };
  /** By construction; "unknown" is left to the oracle. */
  readonly label: "true" | "false" | "unknown";
  /** True and not degenerate: counts for the rate of what stays undecided. */
  readonly isOrdinary: boolean;
  /** What the last line says, for the oracle to look at in points. */
  readonly claim?: Claim;
  /** Another way to search for a violation, where points do not do. */
  readonly search?: (printed: readonly string[], rng: Rng, given: Given) => Search;
}

export class Draw {
  readonly rng: Rng;

  constructor(rng: Rng) {
    this.rng = rng;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.rng.integer(from.length)]!;
  }

  /** Whole, from low to high, both included. */
  whole(low: number, high: number): number {
    return low + this.rng.integer(high - low + 1);
  }

  chance(p: number): boolean {
    return this.rng.uniform() < p;
  }

  /** A number that is not 0, as text in brackets where it needs them. */
  coefficient(): string {
    const n = this.whole(1, 5);
    const q = this.pick([1, 1, 1, 2, 3]);
    const text = q === 1 ? `${n}` : `${n}/${q}`;
    return this.chance(0.3) ? `(-${text})` : q === 1 ? text : `(${text})`;
  }

  name(): string {
    return this.pick(["x", "y", "z"]);
  }

  /** Fit for every place that takes a real number. */
  ordinarySlot(): string {
    const [a, b, x, y] = [this.coefficient(), this.coefficient(), this.name(), this.name()];
    return this.pick([x, x, `(${a}*${x} + ${b})`, `(${x}*${y})`, `(${x} + ${a}*${y})`, `(${x}^2)`, `tanh(${x})`]);
  }

  /** 0 in disguise, of one sign, or in another way on an edge. */
  degenerateSlot(): string {
    const x = this.name();
    const n = this.whole(1, 9);
    return this.pick([
      `(${x} - ${x})`,
      "0",
      `((${x} + 1)^2 - ${x}^2 - 2*${x} - 1)`,
      "(1/2 - 1/2)",
      "log(1)",
      `sum(k, k, -${n}, ${n})`,
      `sum(1, k, ${n}, ${n - 1})`,
      `sum(k, k, ${n + 2}, ${n})`,
      `(-${n})`,
      `(-${x}^2)`,
      `(abs(${x}) - ${x})`,
      `(-${n}/2)`,
      `${n}`,
      `(${x} - y)`,
      `(1 - ${x}^2)`,
      `sin(pi)`,
      `(${x}^2 - ${x}*${x})`,
      `sqrt(${x} - ${x})`,
      `abs(0)`,
    ]);
  }

  slot(degenerate: boolean): string {
    return degenerate && this.chance(0.6) ? this.degenerateSlot() : this.ordinarySlot();
  }

  /**
   * A formula that differs from the given one by a number wherever that has a value.
   * @param visible by a number that a few digits show
   */
  wrong(formula: string, visible = false): string {
    const n = this.whole(1, 3);
    const off = this.pick([`${n}`, `${n}`, `1/${n + 1}`, ...(visible ? [] : ["1/10^14", "1/10^30"])]);
    return this.chance(0.5) ? `${formula} + ${off}` : `${formula} - ${off}`;
  }
}

/** The setting of the formulas: i and whole numbers are seen from the texts. */
export function settingOf(
  sides: readonly string[],
  assuming: readonly string[] = [],
  definitions: readonly string[] = [],
): Setting {
  const bodies = definitions.map((d) => d.slice(d.indexOf("=") + 1));
  const texts = [...sides, ...bodies];
  return { assuming, definitions, whole: wholeNames(texts), complex: isComplex(texts) };
}

export function claimOf(
  left: string,
  right: string,
  assuming: readonly string[] = [],
  definitions: readonly string[] = [],
  relation: Relation = "=",
): Claim {
  return { left, right, relation, setting: settingOf([left, right], assuming, definitions) };
}

/** The formula with a formula in the place of a name. */
export function put(formula: string, name: string, value: string): string {
  return formula.replace(new RegExp(`\\b${name}\\b`, "g"), `(${value})`);
}
