/** A reader of formulas of its own, so that the oracle shares nothing with the kernel: precedence climbing on tokens. */

export type Tree =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "symbol"; readonly name: string; readonly indices: readonly Tree[] }
  | { readonly kind: "negate"; readonly of: Tree }
  | { readonly kind: "binary"; readonly op: "+" | "-" | "*" | "/" | "^"; readonly left: Tree; readonly right: Tree }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Tree[] }
  | { readonly kind: "list"; readonly items: readonly Tree[] };

const token = /\s*(\d+(?:\.\d+)?|[A-Za-z][A-Za-z0-9_]*|[-+*/^(),[\]])/y;

class Reader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string) {
    const tokens: string[] = [];
    token.lastIndex = 0;
    const trimmed = text.trim();
    while (token.lastIndex < trimmed.length) {
      const found = token.exec(trimmed);
      if (found === null) throw new Error(`the oracle does not read "${text}"`);
      tokens.push(found[1]!);
    }
    this.#tokens = tokens;
  }

  whole(): Tree {
    const tree = this.#sum();
    if (this.#next < this.#tokens.length) throw new Error(`the oracle stops at "${this.#tokens[this.#next]}"`);
    return tree;
  }

  #take(expected?: string): string {
    const found = this.#tokens[this.#next++];
    if (found === undefined || (expected !== undefined && found !== expected)) {
      throw new Error(`the oracle reads "${found}" in the place of "${expected}" in ${this.#tokens.join(" ")}`);
    }
    return found;
  }

  #at(...options: readonly string[]): boolean {
    return options.includes(this.#tokens[this.#next] ?? "");
  }

  #sum(): Tree {
    let tree = this.#product();
    while (this.#at("+", "-")) {
      const op = this.#take() as "+" | "-";
      tree = { kind: "binary", op, left: tree, right: this.#product() };
    }
    return tree;
  }

  #product(): Tree {
    let tree = this.#signed();
    while (this.#at("*", "/")) {
      const op = this.#take() as "*" | "/";
      tree = { kind: "binary", op, left: tree, right: this.#signed() };
    }
    return tree;
  }

  #signed(): Tree {
    if (this.#at("-")) {
      this.#take();
      return { kind: "negate", of: this.#signed() };
    }
    return this.#power();
  }

  /** To the right: a^b^c is a^(b^c), and −a^b is −(a^b). */
  #power(): Tree {
    const base = this.#primary();
    if (!this.#at("^")) return base;
    this.#take();
    return { kind: "binary", op: "^", left: base, right: this.#signed() };
  }

  #primary(): Tree {
    const text = this.#take();
    if (text === "(") {
      const inner = this.#sum();
      this.#take(")");
      return inner;
    }
    if (text === "[") return { kind: "list", items: this.#list("]") };
    if (/^\d/.test(text)) return { kind: "number", text };
    if (this.#at("(")) {
      this.#take();
      return { kind: "call", name: text, args: this.#list(")") };
    }
    if (this.#at("[")) {
      this.#take();
      return { kind: "symbol", name: text, indices: this.#list("]") };
    }
    return memberOf(text);
  }

  #list(close: string): readonly Tree[] {
    const items = [this.#sum()];
    while (this.#at(",")) {
      this.#take();
      items.push(this.#sum());
    }
    this.#take(close);
    return items;
  }
}

/** x_1 is the member x[1]. */
function memberOf(text: string): Tree {
  const [name, ...indices] = text.split(/_(?=\d)/);
  return { kind: "symbol", name: name!, indices: indices.map((i): Tree => ({ kind: "number", text: i })) };
}

const known = new Map<string, Tree>();

/** @throws Error for what is no formula of the grammar. */
export function readTree(text: string): Tree {
  const before = known.get(text);
  if (before !== undefined) return before;
  const tree = new Reader(text).whole();
  if (known.size > 5000) known.clear();
  known.set(text, tree);
  return tree;
}

/** Every part of a tree. */
export function* partsOf(tree: Tree): Generator<Tree> {
  yield tree;
  switch (tree.kind) {
    case "symbol":
      for (const i of tree.indices) yield* partsOf(i);
      return;
    case "negate":
      yield* partsOf(tree.of);
      return;
    case "binary":
      yield* partsOf(tree.left);
      yield* partsOf(tree.right);
      return;
    case "call":
      for (const a of tree.args) yield* partsOf(a);
      return;
    case "list":
      for (const a of tree.items) yield* partsOf(a);
  }
}

/** p/q where the tree is a quotient of whole numbers, up to signs; undefined elsewhere. */
export function fractionOf(tree: Tree): readonly [p: number, q: number] | undefined {
  if (tree.kind === "number") return /^\d+$/.test(tree.text) ? [Number(tree.text), 1] : undefined;
  if (tree.kind === "negate") {
    const of = fractionOf(tree.of);
    return of && [-of[0], of[1]];
  }
  if (tree.kind !== "binary") return undefined;
  const [a, b] = [fractionOf(tree.left), fractionOf(tree.right)];
  if (a === undefined || b === undefined) return undefined;
  switch (tree.op) {
    case "+":
      return reduced(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
    case "-":
      return reduced(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
    case "*":
      return reduced(a[0] * b[0], a[1] * b[1]);
    case "/":
      return b[0] === 0 ? undefined : reduced(a[0] * b[1], a[1] * b[0]);
    default:
      return undefined;
  }
}

function reduced(p: number, q: number): readonly [number, number] {
  let [a, b] = [Math.abs(p), Math.abs(q)];
  while (b !== 0) [a, b] = [b, a % b];
  const sign = q < 0 ? -1 : 1;
  return [(sign * p) / (a || 1), Math.abs(q) / (a || 1)];
}
