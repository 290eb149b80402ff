/**
 * Values on all branches. A root in the field has no sign that could be told apart: √(x²) may come out as x or −x.
 * So whatever is said to vanish must vanish for every choice of the roots at one and the same point; the branch that
 * is meant is among them.
 */
import type { Rng } from "../../numeric/random.ts";
import type { Circuit, Generator, NodeId } from "./circuit.ts";
import { Point, type RootChoice } from "./evaluate.ts";
import { certainlyFactored } from "./integers.ts";
import type { PrimeField } from "./prime.ts";

/** On which branches all nodes vanish; "undefined" when no point was met where they exist. */
export type Vanishing = "all" | "some" | "none" | "undefined";

/** More choices than this are not tried. */
export const mostBranches = 256;

/** Roots whose branch is open: even ones, except those of primes, which are all conjugate. */
export function openRoots(circuit: Circuit, nodes: readonly NodeId[]): readonly Generator[] {
  const all = new Set(nodes.flatMap((id) => [...circuit.generatorsIn(id)]));
  return [...all].filter((g) => {
    if (g.kind !== "base" || g.isFree || g.order % 2n !== 0n) return false;
    const base = circuit.node(g.over);
    return base.op !== "number" || base.value.numerator >= certainlyFactored;
  });
}

export function countBranches(roots: readonly Generator[], field: PrimeField): number {
  return roots.reduce((n, g) => n * field.choices(g.order), 1);
}

/** Nodes at a random point of a field, on all branches; `stream` gives a new random stream for each point. */
export function vanishing(circuit: Circuit, field: PrimeField, stream: () => Rng, nodes: readonly NodeId[]): Vanishing {
  const roots = openRoots(circuit, nodes);
  const branches = countBranches(roots, field);
  if (branches > mostBranches) return "undefined";
  const choices = Array.from({ length: branches }, (_, k) => choiceOf(k, roots, field));
  for (let tries = 0; tries < 60 * branches; tries++) {
    const found = onBranches(new Point(circuit, field, stream()), choices, nodes);
    if (found.length < branches) continue;
    if (found.every((vanishes) => vanishes)) return "all";
    return found.some((vanishes) => vanishes) ? "some" : "none";
  }
  return "undefined";
}

/** Whether all nodes vanish, for each choice until one does not exist at the point. */
function onBranches(point: Point, choices: readonly RootChoice[], nodes: readonly NodeId[]): readonly boolean[] {
  const found: boolean[] = [];
  for (const choice of choices) {
    const here = point.withRoots(choice);
    const values = nodes.map((id) => here.value(id));
    if (values.includes(undefined)) break;
    found.push(values.every((x) => x === 0n));
  }
  return found;
}

/** The k-th way to choose among the roots of unity of each root: k in the mixed radix of their orders. */
function choiceOf(k: number, roots: readonly Generator[], field: PrimeField): RootChoice {
  let rest = k;
  const digits = roots.map((g) => {
    const digit = rest % field.choices(g.order);
    rest = (rest - digit) / field.choices(g.order);
    return digit;
  });
  return (g) => digits[roots.indexOf(g)] ?? 0;
}
