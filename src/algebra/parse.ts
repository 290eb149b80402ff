/**
 * Text to expressions. The text is tokenised once (tokens.ts), every character of it. mathjs then parses its shape:
 * names and numbers go in as placeholders, since mathjs has its own idea of what a letter is, reads an unknown name
 * as a unit and takes # for the start of a comment. This file lets through a white list of its nodes, operators and
 * functions and only names that the caller declared, and the number in a placeholder says where a complaint belongs.
 */
import type { ArrayNode, FunctionNode, MathNode, OperatorNode } from "mathjs";
import math from "mathjs/lib/browser/math.js";
import { BoltzproofError } from "../errors.ts";
import {
  add,
  call,
  delta,
  derivative,
  divide,
  equation,
  exp,
  imaginaryUnit,
  infinity,
  integral,
  interval,
  matrixOf,
  multiply,
  negate,
  numberNode,
  overStates,
  overValues,
  pi,
  power,
  productOver,
  sqrt,
  subtract,
  sumOver,
  symbol,
} from "./construct.ts";
import { rationalFromText } from "./exact/rational.ts";
import { type Expression, type FunctionName, functionNames, type IndexRange, type SymbolNode } from "./expression.ts";
import { isRaised, romanName, type Token, tokenize } from "./tokens.ts";

/** Names that a text may use: a list, or the keys of a notation table. "u" also allows u_1 and u[i]. */
export type DeclaredNames = Iterable<string> | Readonly<Record<string, unknown>>;

const constants: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ["pi", pi],
  ["I", imaginaryUnit],
  ["infinity", infinity],
  ["e", exp(1)],
]);

/** Other usual spellings of functions of the list. */
const aliases: ReadonlyMap<string, FunctionName> = new Map([["ln", "log"]]);

const binary: ReadonlyMap<string, (a: Expression, b: Expression) => Expression> = new Map([
  ["+", add],
  ["-", subtract],
  ["*", multiply],
  ["/", divide],
  ["^", (a, b) => (a === constants.get("e") ? exp(b) : power(a, b))],
]);

/** Taken at once: the instance is shared, and an engine in the same thread switches its own `parse` off. */
const { parse: parseText } = math;

/**
 * Reads a formula: numbers (exact: 0.1 is 1/10), + - * / ^, one == , the functions of `functionNames` and sqrt,
 * pi, e, I (imaginary unit), u_1, W[i, j], delta(i, j), sum and prod (see `toText`), integral(body, x, from, to),
 * diff(body, x), [[a, b], [c, d]]. Multiplication is always written.
 * @throws BoltzproofError "parse" with the position of the first thing that is not understood.
 */
export function parse(text: string, declared: DeclaredNames): Expression {
  return new Reader(text, declared).read();
}

function baseName(name: string): string {
  return romanName(name).replace(/(?:_\d+)+$/, "");
}

/** Words that mathjs has for operators. */
const wordOperators: ReadonlySet<string> = new Set(["in", "to", "mod", "and", "or", "xor", "not"]);

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #names: Set<string>;
  /** Of names and numbers: the one after the last that was converted. */
  #next = 0;

  constructor(text: string, declared: DeclaredNames) {
    this.#text = text;
    this.#tokens = tokenize(text);
    const names = Symbol.iterator in declared ? [...(declared as Iterable<string>)] : Object.keys(declared);
    this.#names = new Set(names.map(baseName));
  }

  read(): Expression {
    this.#requireForm();
    const tree = this.#parse();
    const used = new Set<number>();
    tree.traverse((node) => {
      if (node.type === "SymbolNode") used.add(placeholder(node));
    });
    const left = this.#convert(isEquation(tree) ? tree.args[0]! : tree);
    const whole = isEquation(tree) ? equation(left, this.#convert(tree.args[1]!)) : left;
    const lost = this.#tokens.findIndex((t, k) => t.kind !== "sign" && !used.has(k));
    if (lost >= 0) throw this.#misread(this.#tokens[lost]!.position);
    return whole;
  }

  /** What mathjs would let pass: an empty text, a comma with nothing behind it, x²^3, more than one equals sign. */
  #requireForm(): void {
    const tokens = this.#tokens;
    if (tokens.length === 0) throw this.#misread(1);
    const [, second] = tokens.filter((t) => t.text === "==");
    const wrong = tokens.find((t, k) => {
      const [before, behind] = [tokens[k - 1], tokens[k + 1]];
      return (t.text === "," && /^[\])]$/.test(behind?.text ?? "")) || (t.text === "^" && before && isRaised(before));
    });
    const first = second ?? wrong;
    if (first !== undefined) throw this.#misread(first.position);
  }

  #parse(): MathNode {
    const pieces = this.#tokens.map((t, k) => (t.kind === "sign" ? t.text : `t${k}`));
    try {
      return parseText(pieces.join(" "));
    } catch (cause) {
      throw this.#misread(this.#positionIn(pieces, (cause as { char?: number }).char ?? 1));
    }
  }

  /** Where in the text the character of the joined pieces stands; at its end for what lies beyond. */
  #positionIn(pieces: readonly string[], char: number): number {
    let end = 0;
    for (const [k, piece] of pieces.entries()) {
      end += piece.length;
      if (char <= end) return this.#tokens[k]!.position;
      end += 1;
    }
    return this.#text.length + 1;
  }

  #misread(position: number): BoltzproofError {
    return this.#complain(`"${this.#text}"`, "a complete formula", "close brackets and write every operator", position);
  }

  /** The first name or number behind those that were converted. */
  #upcoming(): Token | undefined {
    return this.#tokens.find((t, k) => k >= this.#next && t.kind !== "sign");
  }

  /** The name or number that stands for a placeholder. */
  #token(node: MathNode): Token {
    const k = placeholder(node);
    this.#next = Math.max(this.#next, k + 1);
    return this.#tokens[k]!;
  }

  #convert(node: MathNode): Expression {
    switch (node.type) {
      case "SymbolNode":
        return this.#leaf(this.#token(node));
      case "ParenthesisNode":
        return this.#convert((node as unknown as { content: MathNode }).content);
      case "OperatorNode":
        return this.#operator(node as OperatorNode);
      case "FunctionNode":
        return this.#function(node as FunctionNode);
      case "AccessorNode":
        return this.#member(node as unknown as Accessor);
      case "ArrayNode":
        return this.#matrix(node as ArrayNode);
      default:
        throw this.#refuse(`${describe[node.type] ?? `a ${node.type}`}`, "a formula of the grammar");
    }
  }

  #leaf(token: Token): Expression {
    if (token.kind === "number") {
      return numberNode(rationalFromText(token.text.replace(/^\./, "0.").replace(/\.(?=$|[eE])/, "")));
    }
    const constant = constants.get(token.text);
    return this.#names.has(baseName(token.text)) || constant === undefined ? this.#symbol(token) : constant;
  }

  #symbol(token: Token): SymbolNode {
    if (this.#names.has(baseName(token.text))) return symbol(token.text);
    if (wordOperators.has(token.text)) {
      throw this.#complain(`the operator ${token.text}`, operatorList, "write it in these", token.position);
    }
    const known = [...this.#names].join(", ") || "none";
    throw this.#complain(
      `the name ${token.source}`,
      `a declared name (${known})`,
      "declare it or correct it",
      token.position,
    );
  }

  #operator(node: OperatorNode): Expression {
    const first = this.#convert(node.args[0]!);
    this.#refuseWordOperator();
    if (node.args.length === 1) {
      if (node.fn === "unaryMinus") return negate(first);
      if (node.fn === "unaryPlus") return first;
    }
    const apply = binary.get(node.op);
    if (node.implicit) throw this.#refuse(implicitProduct, writtenProduct);
    if (apply === undefined || node.args.length !== 2) throw this.#refuse(`the operator ${node.op}`, operatorList);
    return apply(first, this.#convert(node.args[1]!));
  }

  /** "x in y" has the shape of a product without *. */
  #refuseWordOperator(): void {
    const token = this.#upcoming();
    if (token?.kind === "name" && wordOperators.has(token.text)) this.#symbol(token);
  }

  #member(node: Accessor): Expression {
    const { object, index } = node;
    if (object.type !== "SymbolNode" || index.dotNotation || index.dimensions.length === 0) {
      throw this.#refuse("an access", "W[i, j]");
    }
    const token = this.#token(object);
    if (token.kind === "number") throw this.#refuse("an access", "W[i, j]");
    const family = this.#symbol(token);
    return { ...family, indices: [...family.indices, ...index.dimensions.map((d) => this.#convert(d))] };
  }

  #matrix(node: ArrayNode): Expression {
    if (node.items.some((row) => row.type !== "ArrayNode")) throw this.#refuse("a list", "rows, [[a, b], [c, d]]");
    return matrixOf(node.items.map((row) => (row as ArrayNode).items.map((x) => this.#convert(x))));
  }

  #function(node: FunctionNode): Expression {
    const token = this.#token(node.fn as unknown as MathNode);
    if (token.kind === "number") throw this.#refuse(implicitProduct, writtenProduct);
    const binder = binders.get(token.text);
    if (binder !== undefined) return this.#binder(token, node.args, binder);
    const name = aliases.get(token.text) ?? functionNames.find((f) => f === token.text);
    const pair = token.text === "delta" ? delta : undefined;
    if (this.#names.has(baseName(token.text))) {
      const found = `the declared name ${token.source} before a bracket`;
      throw this.#complain(found, `${token.source}*(…), or a function of another name`, "write the *", token.position);
    }
    if (name === undefined && pair === undefined && token.text !== "sqrt") {
      throw this.#complain(`the function ${token.text}`, functionList, "use one of these", token.position);
    }
    const args = node.args.map((x) => this.#convert(x));
    if (args.length !== (pair ? 2 : 1)) {
      const wanted = pair ? "two indices" : "one argument";
      throw this.#complain(`${args.length} arguments of ${token.text}`, wanted, "correct the call", token.position);
    }
    if (pair) return pair(args[0]!, args[1]!);
    return name === undefined ? sqrt(args[0]!) : call(name, args[0]!);
  }

  /** f(body, name, …): the name stands after the body in the text, so it is declared before the body is read. */
  #binder(token: Token, args: readonly MathNode[], build: BuildBinder): Expression {
    const [body, variable, ...rest] = args;
    if (token.text === "diff") return this.#derivative(token, args);
    const bound = variable?.type === "SymbolNode" ? this.#tokens[placeholder(variable)]! : undefined;
    if (body === undefined || variable === undefined || bound?.kind !== "name") {
      throw this.#complain(
        `${token.text} without a name`,
        binderForms,
        "give the index after the body",
        token.position,
      );
    }
    const index = bound.text;
    const wasDeclared = this.#names.has(index);
    this.#names.add(index);
    const inner = this.#convert(body);
    if (!wasDeclared) this.#names.delete(index);
    this.#token(variable);
    const built = build(
      index,
      inner,
      rest.map((x) => this.#rangePart(x)),
    );
    if (built !== undefined) return built;
    throw this.#complain(`${args.length} arguments of ${token.text}`, binderForms, "correct the range", token.position);
  }

  #rangePart(node: MathNode): RangePart {
    if (node.type !== "ArrayNode") return { kind: "end", value: this.#convert(node) };
    return { kind: "values", values: (node as ArrayNode).items.map((x) => this.#convert(x)) };
  }

  #derivative(token: Token, args: readonly MathNode[]): Expression {
    const [body, variable, ...rest] = args.map((x) => this.#convert(x));
    if (body !== undefined && variable?.kind === "symbol" && rest.length === 0) return derivative(body, variable);
    throw this.#complain("a diff", "diff(body, symbol)", "differentiate by one symbol", token.position);
  }

  #refuse(found: string, expected: string): BoltzproofError {
    const token = this.#upcoming() ?? { position: this.#text.length };
    return this.#complain(found, expected, "rewrite the formula", token.position);
  }

  #complain(found: string, expected: string, advice: string, position: number): BoltzproofError {
    return new BoltzproofError("parse", { found: `${found} at position ${position}`, expected, advice });
  }
}

/** The number of the token that a placeholder stands for. */
function placeholder(node: MathNode): number {
  return Number((node as unknown as { name: string }).name.slice(1));
}

function isEquation(node: MathNode): node is OperatorNode {
  return node.type === "OperatorNode" && (node as OperatorNode).op === "==";
}

interface Accessor {
  readonly object: MathNode;
  readonly index: { readonly dimensions: readonly MathNode[]; readonly dotNotation: boolean };
}

const describe: Readonly<Record<string, string>> = {
  AssignmentNode: "an assignment",
  FunctionAssignmentNode: "a function definition",
  BlockNode: "several formulas",
  ConditionalNode: "a condition",
  RangeNode: "a range",
  RelationalNode: "a chain of comparisons",
  ObjectNode: "an object",
};

const implicitProduct = "two factors without a *";
const writtenProduct = "every multiplication written";
const operatorList = "+ - * / ^, and one == outermost";
const functionList = `one of ${functionNames.join(", ")}, sqrt, delta, sum, prod, integral, diff`;
const binderForms =
  "sum(body, i, from, to), sum(body, h, [0, 1]), sum(body, h, [0, 1], from, to) or integral(body, x, from, to)";

/** What stands after the index of a binder: an end of its range, or the list of the values that it takes. */
type RangePart =
  | { readonly kind: "end"; readonly value: Expression }
  | { readonly kind: "values"; readonly values: readonly Expression[] };

type BuildBinder = (index: string, body: Expression, rest: readonly RangePart[]) => Expression | undefined;

function rangeFrom(rest: readonly RangePart[]): IndexRange | undefined {
  const [values, ...others] = rest[0]?.kind === "values" ? [rest[0].values, ...rest.slice(1)] : [undefined, ...rest];
  const ends = others.flatMap((x) => (x.kind === "end" ? [x.value] : []));
  if (ends.length !== others.length) return undefined;
  if (values === undefined) return ends.length === 2 ? interval(ends[0]!, ends[1]!) : undefined;
  if (ends.length === 0) return overValues(...values);
  return ends.length === 2 ? overStates(values, ends[0]!, ends[1]!) : undefined;
}

function indexedBuilder(over: typeof sumOver): BuildBinder {
  return (index, body, rest) => {
    const range = rangeFrom(rest);
    return range && over(index, range, body);
  };
}

const integralBuilder: BuildBinder = (index, body, [from, to, ...more]) =>
  from?.kind === "end" && to?.kind === "end" && more.length === 0
    ? integral(index, from.value, to.value, body)
    : undefined;

const binders: ReadonlyMap<string, BuildBinder> = new Map<string, BuildBinder>([
  ["sum", indexedBuilder(sumOver)],
  ["prod", indexedBuilder(productOver)],
  ["integral", integralBuilder],
  ["diff", () => undefined],
]);
