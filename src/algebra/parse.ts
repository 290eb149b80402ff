/**
 * Text to expressions. mathjs parses; this file lets through a white list of its nodes, operators and functions and
 * only names that the caller declared, because mathjs itself reads an unknown name as a unit or a variable and
 * 2x as a product. mathjs keeps no positions, but it keeps the order of the source: the k-th name or number met in
 * the tree is the k-th one in the text, and so every complaint says where.
 */
import { type ArrayNode, create, type FunctionNode, type MathNode, type OperatorNode, parseDependencies } from "mathjs";
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
import { greekByLetter } from "./print/greek.ts";

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

const { parse: parseText } = create({ parseDependencies: parseDependencies! });

/**
 * Reads a formula: numbers (exact: 0.1 is 1/10), + - * / ^, one == , the functions of `functionNames` and sqrt,
 * pi, e, I (imaginary unit), u_1, W[i, j], delta(i, j), sum and prod (see `toText`), integral(body, x, from, to),
 * diff(body, x), [[a, b], [c, d]]. Multiplication is always written.
 * @throws BoltzproofError "parse" with the position of the first thing that is not understood.
 */
export function parse(text: string, declared: DeclaredNames): Expression {
  return new Reader(text, declared).read();
}

interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly position: number;
}

function tokenize(text: string): readonly Token[] {
  const pattern = /[\p{L}_$][\p{L}\d_$]*|0[xXbBoO][\da-fA-F.]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|["'][^"']*["']/gu;
  return [...text.matchAll(pattern)].map((m) => ({ text: m[0], position: m.index + 1 }));
}

/** Greek letters by name, as everywhere else in the house. */
function romanName(name: string): string {
  return name.replace(/[α-ωΑ-Ωϕϑϵ]/gu, (letter) => greekByLetter.get(letter) ?? letter);
}

function baseName(name: string): string {
  return romanName(name).replace(/(?:_\d+)+$/, "");
}

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #names: Set<string>;
  #next = 0;

  constructor(text: string, declared: DeclaredNames) {
    this.#text = text;
    this.#tokens = tokenize(text);
    const names = Symbol.iterator in declared ? [...(declared as Iterable<string>)] : Object.keys(declared);
    this.#names = new Set(names.map(baseName));
  }

  read(): Expression {
    const tree = this.#parse();
    if (!isEquation(tree)) return this.#convert(tree);
    const left = this.#convert(tree.args[0]!);
    return equation(left, this.#convert(tree.args[1]!));
  }

  #parse(): MathNode {
    // A single = means equality here; mathjs would read an assignment.
    const lone = this.#text.search(/(?<![<>=!:])=(?!=)/);
    const source = lone < 0 ? this.#text : `${this.#text.slice(0, lone)}=${this.#text.slice(lone)}`;
    try {
      return parseText(source);
    } catch (cause) {
      const char = (cause as { char?: number }).char ?? 1;
      const at = lone >= 0 && char > lone + 1 ? char - 1 : char;
      throw this.#complain(`"${this.#text}"`, "a complete formula", "close brackets and write every operator", at);
    }
  }

  /** Takes the next name or number of the source. */
  #token(): Token {
    return this.#tokens[this.#next++] ?? { text: "", position: Math.max(1, this.#text.length) };
  }

  #convert(node: MathNode): Expression {
    switch (node.type) {
      case "ConstantNode":
        return this.#number();
      case "SymbolNode":
        return this.#name();
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

  #number(): Expression {
    const token = this.#token();
    if (!/^[\d.]/.test(token.text) || /^0[xXbBoO]/.test(token.text)) {
      throw this.#complain(`"${token.text}"`, "a decimal number", "write the number out", token.position);
    }
    return numberNode(rationalFromText(token.text.replace(/^\./, "0.").replace(/\.(?=$|[eE])/, "")));
  }

  #name(): Expression {
    const token = this.#token();
    const constant = constants.get(romanName(token.text));
    return this.#names.has(baseName(token.text)) || constant === undefined ? this.#symbol(token) : constant;
  }

  #symbol(token: Token): SymbolNode {
    if (this.#names.has(baseName(token.text))) return symbol(romanName(token.text));
    const known = [...this.#names].join(", ") || "none";
    throw this.#complain(
      `the name ${token.text}`,
      `a declared name (${known})`,
      "declare it or correct it",
      token.position,
    );
  }

  #operator(node: OperatorNode): Expression {
    const first = this.#convert(node.args[0]!);
    if (node.args.length === 1) {
      if (node.fn === "unaryMinus") return negate(first);
      if (node.fn === "unaryPlus") return first;
    }
    const apply = binary.get(node.op);
    if (node.implicit) throw this.#refuse("two factors without a *", "every multiplication written");
    if (apply === undefined || node.args.length !== 2)
      throw this.#refuse(`the operator ${node.op}`, "+ - * / ^, and one == outermost");
    return apply(first, this.#convert(node.args[1]!));
  }

  #member(node: Accessor): Expression {
    if (node.object.type !== "SymbolNode" || node.index.dotNotation) throw this.#refuse("an access", "W[i, j]");
    const family = this.#symbol(this.#token());
    return { ...family, indices: [...family.indices, ...node.index.dimensions.map((d) => this.#convert(d))] };
  }

  #matrix(node: ArrayNode): Expression {
    if (node.items.some((row) => row.type !== "ArrayNode")) throw this.#refuse("a list", "rows, [[a, b], [c, d]]");
    return matrixOf(node.items.map((row) => (row as ArrayNode).items.map((x) => this.#convert(x))));
  }

  #function(node: FunctionNode): Expression {
    const token = this.#token();
    const binder = binders.get(token.text);
    if (binder !== undefined) return this.#binder(token, node.args, binder);
    const name = aliases.get(token.text) ?? functionNames.find((f) => f === token.text);
    const pair = token.text === "delta" ? delta : undefined;
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
    if (body === undefined || variable === undefined || (variable.type !== "SymbolNode" && token.text !== "diff")) {
      throw this.#complain(
        `${token.text} without a name`,
        binderForms,
        "give the index after the body",
        token.position,
      );
    }
    if (token.text === "diff") return this.#derivative(token, args);
    const index = romanName((variable as unknown as { name: string }).name);
    const wasDeclared = this.#names.has(index);
    this.#names.add(index);
    const inner = this.#convert(body);
    if (!wasDeclared) this.#names.delete(index);
    this.#token();
    const parts = rest.map((x) => (x.type === "ArrayNode" ? (x as ArrayNode).items : [x]).map((y) => this.#convert(y)));
    const built = build(index, inner, parts);
    if (built !== undefined) return built;
    throw this.#complain(`${args.length} arguments of ${token.text}`, binderForms, "correct the range", token.position);
  }

  #derivative(token: Token, args: readonly MathNode[]): Expression {
    const [body, variable, ...rest] = args.map((x) => this.#convert(x));
    if (body !== undefined && variable?.kind === "symbol" && rest.length === 0) return derivative(body, variable);
    throw this.#complain("a diff", "diff(body, symbol)", "differentiate by one symbol", token.position);
  }

  #refuse(found: string, expected: string): BoltzproofError {
    const token = this.#tokens[this.#next] ?? { position: this.#text.length };
    return this.#complain(found, expected, "rewrite the formula", token.position);
  }

  #complain(found: string, expected: string, advice: string, position: number): BoltzproofError {
    return new BoltzproofError("parse", { found: `${found} at position ${position}`, expected, advice });
  }
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

const functionList = `one of ${functionNames.join(", ")}, sqrt, delta, sum, prod, integral, diff`;
const binderForms =
  "sum(body, i, from, to), sum(body, h, [0, 1]), sum(body, h, [0, 1], from, to) or integral(body, x, from, to)";

type BuildBinder = (
  index: string,
  body: Expression,
  rest: readonly (readonly Expression[])[],
) => Expression | undefined;

function rangeFrom(rest: readonly (readonly Expression[])[]): IndexRange | undefined {
  const [a, b, c] = rest;
  if (rest.length === 1) return overValues(...a!);
  if (rest.length === 2) return interval(a![0]!, b![0]!);
  return rest.length === 3 ? overStates(a!, b![0]!, c![0]!) : undefined;
}

function indexedBuilder(over: typeof sumOver): BuildBinder {
  return (index, body, rest) => {
    const range = rangeFrom(rest);
    return range && over(index, range, body);
  };
}

const binders: ReadonlyMap<string, BuildBinder> = new Map<string, BuildBinder>([
  ["sum", indexedBuilder(sumOver)],
  ["prod", indexedBuilder(productOver)],
  [
    "integral",
    (index, body, rest) => (rest.length === 2 ? integral(index, rest[0]![0]!, rest[1]![0]!, body) : undefined),
  ],
  ["diff", () => undefined],
]);
