/**
 * The parts of a node, and what is known of a whole tree at a glance. Trees are immutable, so what was once found of a
 * node is remembered with it: a walk that has nothing to do in a tree, as to write out sums where there are none, ends
 * at its root.
 */
import type { Expression, IndexedNode, IndexRange, IntegralNode } from "./expression.ts";

/** A node that binds a name: Σ, Π and ∫. Only its `body` is in the scope of the name. */
export type Binder = IndexedNode | IntegralNode;

/** Whether the node binds a name: a sum or product over an index, or an integral. */
export function isBinder(e: Expression): e is Binder {
  return e.kind === "indexed" || e.kind === "integral";
}

/** Ends and values of a range; none of them sees the bound name. */
export function rangeParts(range: IndexRange): readonly Expression[] {
  if (range.kind === "interval") return [range.from, range.to];
  return range.kind === "values" ? range.values : [...range.values, range.from, range.to];
}

const none: readonly Expression[] = [];

/** The subexpressions one level down, a binder's range first, then its body. */
export function children(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "rational":
    case "constant":
      return none;
    case "symbol":
      return e.indices;
    case "sum":
      return e.terms;
    case "product":
      return e.factors;
    case "power":
      return [e.base, e.exponent];
    case "call":
      return [e.argument];
    case "equation":
    case "delta":
      return [e.left, e.right];
    case "indexed":
      return [...rangeParts(e.range), e.body];
    case "integral":
      return [e.from, e.to, e.body];
    case "derivative":
      return [e.variable, e.body];
    case "matrix":
      return e.rows.flat();
  }
}

/** Takes the object it is given for the one that it makes. */
class Itself {
  constructor(e: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the class below writes its private field into the node
    return e;
  }
}

/**
 * A place in the node itself for what is found of it, which copies of the node do not take over: nodes are many and
 * short-lived, and a table beside them (WeakMap) costs several times what it saves.
 */
class Memory extends Itself {
  /** Apart, since it is asked of every node, and of most of them nothing else is. */
  #contents = -1;
  #found: unknown[] | undefined = undefined;

  static found(e: Expression): unknown[] {
    if (!(#found in e)) new Memory(e);
    const memory = e as unknown as Memory;
    memory.#found ??= new Array(remembered);
    return memory.#found;
  }

  static contents(e: Expression): number {
    if (!(#contents in e)) new Memory(e);
    const memory = e as unknown as Memory;
    if (memory.#contents < 0) memory.#contents = contentsOfTree(e);
    return memory.#contents;
  }
}

let remembered = 0;

/** A function of trees that is worked out once for each node. */
export function rememberedByNode<T>(make: (e: Expression) => T): (e: Expression) => T {
  const at = remembered++;
  return (e) => {
    const memory = Memory.found(e);
    const before = memory[at];
    if (before !== undefined) return before as T;
    const made = make(e);
    memory[at] = made;
    return made;
  };
}

/** What may stand in a tree, each as one bit. */
export const Contains = {
  indexed: 1,
  integral: 2,
  derivative: 4,
  delta: 8,
  matrix: 16,
  equation: 32,
  infinity: 64,
  /** i, or a power of a negative number that is one of i, as (−1)^n. */
  imaginary: 128,
  sign: 256,
  i: 512,
} as const;

/** Whether one of the kinds, given as a sum of bits of `Contains`, stands somewhere in the tree. */
export function contains(e: Expression, kinds: number): boolean {
  return (contentsOf(e) & kinds) !== 0;
}

function contentsOf(e: Expression): number {
  if (e.kind === "rational" || (e.kind === "symbol" && e.indices.length === 0)) return 0;
  return e.kind === "constant" ? ownBit(e) : Memory.contents(e);
}

function contentsOfTree(e: Expression): number {
  let found = ownBit(e);
  for (const x of children(e)) found |= contentsOf(x);
  return found;
}

function ownBit(e: Expression): number {
  switch (e.kind) {
    case "constant":
      return e.name === "i" ? Contains.imaginary + Contains.i : e.name === "infinity" ? Contains.infinity : 0;
    case "power":
      return e.base.kind === "rational" && e.base.numerator < 0n && e.exponent.kind !== "rational"
        ? Contains.imaginary
        : 0;
    case "call":
      return e.name === "sign" ? Contains.sign : 0;
    case "indexed":
    case "integral":
    case "derivative":
    case "delta":
    case "matrix":
    case "equation":
      return Contains[e.kind];
    default:
      return 0;
  }
}
