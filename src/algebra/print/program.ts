/**
 * A small program in single-assignment form, for the JavaScript printer: operations are stored once, each in the
 * innermost loop that it depends on, and are written as a constant where they are used more than once or from a loop
 * further in, and in place otherwise.
 */

/** The body of a loop, or of the function (depth 0). */
export interface Scope {
  readonly depth: number;
  readonly operations: Operation[];
  /** The innermost scope further out that anything in here refers to. */
  outer: Scope | undefined;
}

/** Text, or the value of an operation. */
export type Part = string | Operation;

export interface Operation {
  readonly id: number;
  readonly parts: readonly Part[];
  readonly scope: Scope;
  /** A name or a number: written where it is used. */
  readonly isLeaf: boolean;
  readonly loop?: Loop;
  uses: number;
  usedFurtherIn: boolean;
}

interface Loop {
  readonly operator: "sum" | "product";
  readonly header: readonly Part[];
  readonly scope: Scope;
  readonly body: Operation;
}

/** Words that a name may not be. */
const reserved = new Set(
  (
    "abstract arguments await boolean break byte case catch char class const continue debugger default delete do double " +
    "else enum eval export extends false final finally float for function goto if implements import in instanceof int " +
    "interface let long native new null package private protected public return short static super switch " +
    "synchronized this throw throws transient true try typeof var void volatile while with yield undefined NaN " +
    "Infinity Math Array erf gamma logGamma softplus logTwoCosh entropy states"
  ).split(" "),
);

export class Program {
  readonly #top: Scope = { depth: 0, operations: [], outer: undefined };
  readonly #known = new Map<string, Operation>();
  readonly #names = new Set<string>();
  #count = 0;

  /** A variable name like `wanted` that is free. */
  newName(wanted: string): string {
    let name = reserved.has(wanted) ? `${wanted}_` : wanted;
    while (this.#names.has(name)) name = `${name}_`;
    this.#names.add(name);
    return name;
  }

  leaf(text: string, scope: Scope = this.#top): Operation {
    return this.#intern(`leaf ${text}`, { parts: [text], scope, isLeaf: true });
  }

  operation(parts: readonly Part[]): Operation {
    const key = parts.map((p) => (typeof p === "string" ? p : `#${p.id}`)).join("");
    const only = parts.length === 1 ? parts[0] : undefined;
    if (typeof only === "object") return only;
    return this.#intern(key, { parts, scope: this.#innermost(parts), isLeaf: false });
  }

  /** A sum or product over a loop; `write` gets the scope of the loop and gives its header and its body. */
  loop(
    key: string,
    operator: "sum" | "product",
    write: (scope: Scope) => readonly [readonly Part[], Operation],
  ): Operation {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const scope: Scope = { depth: this.#depth + 1, operations: [], outer: undefined };
    this.#depth++;
    const [header, body] = write(scope);
    this.#depth--;
    this.#use(body, scope);
    const at = deeper(this.#innermost(header), scope.outer);
    return this.#intern(key, { parts: header, scope: at, isLeaf: false, loop: { operator, header, scope, body } });
  }

  #depth = 0;

  #innermost(parts: readonly Part[]): Scope {
    return parts.reduce<Scope>((s, p) => (typeof p === "string" ? s : deeper(s, p.scope)), this.#top);
  }

  #intern(key: string, fields: Pick<Operation, "parts" | "scope" | "isLeaf" | "loop">): Operation {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made: Operation = { ...fields, id: this.#count++, uses: 0, usedFurtherIn: false };
    this.#known.set(key, made);
    if (!made.isLeaf) made.scope.operations.push(made);
    for (const part of made.parts) if (typeof part === "object") this.#use(part, made.scope);
    if (made.loop?.scope.outer !== undefined) this.#note(made.scope, made.loop.scope.outer);
    return made;
  }

  #use(part: Operation, from: Scope): void {
    part.uses++;
    if (part.scope === from) return;
    part.usedFurtherIn = true;
    this.#note(from, part.scope);
  }

  /** Scope `from` refers to something in scope `to`. */
  #note(from: Scope, to: Scope): void {
    if (from !== to && from.depth > to.depth) from.outer = deeper(to, from.outer);
  }

  /** The statements that compute and return an operation. */
  render(result: Operation): readonly string[] {
    const names = new Map<Operation, string>();
    const lines = this.#statements(this.#top, names);
    return [...lines, `return ${text(result, names, true)};`];
  }

  #statements(scope: Scope, names: Map<Operation, string>): string[] {
    return scope.operations.flatMap((op) => {
      if (op.loop !== undefined) return this.#loopStatements(op, op.loop, names);
      if (op.uses < 2 && !op.usedFurtherIn) return [];
      const value = text(op, names, true);
      names.set(op, `$${op.id}`);
      return [`const $${op.id} = ${value};`];
    });
  }

  #loopStatements(op: Operation, loop: Loop, names: Map<Operation, string>): string[] {
    const header = loop.header.map((p) => (typeof p === "string" ? p : text(p, names))).join("");
    const total = `$${op.id}`;
    names.set(op, total);
    const [start, step] = loop.operator === "sum" ? ["0", "+="] : ["1", "*="];
    const inside = this.#statements(loop.scope, names);
    const body = [...inside, `${total} ${step} ${text(loop.body, names, true)};`];
    return [`let ${total} = ${start};`, header, ...body.map((l) => `  ${l}`), "}"];
  }
}

function deeper(a: Scope, b: Scope | undefined): Scope {
  return b !== undefined && b.depth > a.depth ? b : a;
}

/** The operation as written at its place of use; without brackets where it is a whole statement's value. */
function text(op: Operation, names: ReadonlyMap<Operation, string>, isWhole = false): string {
  const name = names.get(op);
  if (name !== undefined) return name;
  const written = op.parts.map((p) => (typeof p === "string" ? p : text(p, names))).join("");
  return isWhole || op.isLeaf || isClosed(op) ? written : `(${written})`;
}

/** Calls and members need no brackets around them. */
function isClosed({ parts }: Operation): boolean {
  const last = parts[parts.length - 1];
  const [first, second] = parts;
  if (last === "]" && second === "[") return true;
  return typeof first === "string" && /^[\w.]+\($/.test(first) && last === ")";
}
