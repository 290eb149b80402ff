/**
 * Text to expressions. The text is tokenised once (tokens.ts), every character of it. mathjs then parses its shape:
 * names and numbers go in as placeholders, since mathjs has its own idea of what a letter is, reads an unknown name
 * as a unit and takes # for the start of a comment. This file lets through a white list of its nodes, operators and
 * functions and only names that the caller declared, and the number in a placeholder says where a complaint belongs.
 */
import type { ArrayNode, FunctionNode, MathNode, OperatorNode } from "mathjs";
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
  matrixOf,
  multiply,
  negate,
  numberNode,
  pi,
  power,
  sqrt,
  subtract,
  symbol,
} from "./construct.ts";
import { rationalFromText } from "./exact/rational.ts";
import { type Expression, type FunctionName, functionNames, type SymbolNode } from "./expression.ts";
import { type BuildBinder, binders, type RangePart } from "./parse-binders.ts";
import { type Accessor, isEquation, placeholder, shapeOf } from "./parse-shape.ts";
import { romanName, type Token, tokenize } from "./tokens.ts";

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
    const tree = shapeOf(this.#text, this.#tokens, (position) => this.#misread(position));
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
