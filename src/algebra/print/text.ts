/**
 * Plain text of an expression, in the grammar that `parse` reads: parse(toText(e)) equals e. Σ is written
 * sum(body, i, 1, N), over one unit sum(body, h, [0, 1]), over a layer sum(body, h, [0, 1], 1, M); Π is prod.
 */
import { containsMatrix, isDenominator, isHalf, negate, power } from "../construct.ts";
import type { Rational } from "../exact/rational.ts";
import type { Expression, IndexRange, ProductNode, SymbolNode } from "../expression.ts";
import { rememberedByNode } from "../parts.ts";

/** How tightly the outermost operation of a text binds. */
const binds = { equation: 0, sum: 1, product: 2, power: 3, atom: 4 } as const;
interface Piece {
  readonly text: string;
  readonly binds: number;
}

/** The formula as text that `parse` reads back to the same expression. */
export function toText(e: Expression): string {
  return piece(e).text;
}

/** u, u_1, W_1_2 with numbers as indices, W[i, j] otherwise. */
export function symbolToText(s: SymbolNode): string {
  if (s.indices.length === 0) return s.name;
  const plain = s.indices.every((i) => i.kind === "rational" && i.denominator === 1n && i.numerator >= 0n);
  if (plain) return [s.name, ...s.indices.map(toText)].join("_");
  return `${s.name}[${s.indices.map(toText).join(", ")}]`;
}

function piece(e: Expression): Piece {
  return e.kind === "rational" || e.kind === "constant" ? makePiece(e) : rememberedPiece(e);
}

const rememberedPiece = rememberedByNode(makePiece);

function makePiece(e: Expression): Piece {
  switch (e.kind) {
    case "rational":
      return { text: numberText(e), binds: e.denominator === 1n && e.numerator >= 0n ? binds.atom : binds.product };
    case "constant":
      return atom(e.name === "i" ? "I" : e.name);
    case "symbol":
      return atom(symbolToText(e));
    case "sum":
      return { text: sumText(e.terms), binds: binds.sum };
    case "product":
      return { text: productText(e), binds: binds.product };
    case "power":
      return powerPiece(e.base, e.exponent);
    case "call":
      return apply(e.name, e.argument);
    case "equation":
      return { text: `${wrap(e.left, binds.sum)} == ${wrap(e.right, binds.sum)}`, binds: binds.equation };
    case "indexed":
      return apply(e.operator === "sum" ? "sum" : "prod", e.body, e.index, ...rangeArguments(e.range));
    case "integral":
      return apply("integral", e.body, e.index, e.from, e.to);
    case "derivative":
      return apply("diff", e.body, e.variable);
    case "delta":
      return apply("delta", e.left, e.right);
    case "matrix":
      return atom(`[${e.rows.map(list).join(", ")}]`);
  }
}

/** The number of zeros of a long power of ten, which readers would otherwise have to count. */
export function powerOfTen(n: bigint): number | undefined {
  if (n < 1_000_000n) return undefined;
  return /^10{6,}$/.test(`${n}`) ? `${n}`.length - 1 : undefined;
}

function numberText({ numerator, denominator }: Rational): string {
  return denominator === 1n ? wholeText(numerator) : `${wholeText(numerator)}/${wholeText(denominator)}`;
}

function wholeText(n: bigint): string {
  const zeros = powerOfTen(n);
  return zeros === undefined ? `${n}` : `1e${zeros}`;
}

function atom(text: string): Piece {
  return { text, binds: binds.atom };
}

function apply(name: string, ...parts: readonly (Expression | string)[]): Piece {
  return atom(`${name}(${parts.map((x) => (typeof x === "string" ? x : toText(x))).join(", ")})`);
}

function list(items: readonly Expression[]): string {
  return `[${items.map(toText).join(", ")}]`;
}

function rangeArguments(range: IndexRange): readonly (Expression | string)[] {
  if (range.kind === "interval") return [range.from, range.to];
  return range.kind === "values" ? [list(range.values)] : [list(range.values), range.from, range.to];
}

function wrap(e: Expression, least: number): string {
  const p = piece(e);
  return p.binds < least ? `(${p.text})` : p.text;
}

function sumText(terms: readonly Expression[]): string {
  let text = "";
  for (const term of terms) {
    const t = wrap(term, binds.product);
    if (text === "") text = t;
    else text += t.startsWith("-") ? ` - ${t.slice(1)}` : ` + ${t}`;
  }
  return text;
}

/** Numerator and denominator of a product as lists of factors, the sign apart. */
export interface Quotient {
  readonly negative: boolean;
  readonly above: readonly Expression[];
  readonly below: readonly Expression[];
}

/** The parts that the printers place above and below a fraction line. */
export function splitQuotient(e: Expression): Quotient {
  const factors = e.kind === "product" ? e.factors : [e];
  const above: Expression[] = [];
  const below: Expression[] = [];
  let negative = false;
  for (const f of factors) {
    if (f.kind === "rational") {
      negative = f.numerator < 0n;
      const size = negative ? -f.numerator : f.numerator;
      if (size !== 1n) above.push({ kind: "rational", numerator: size, denominator: 1n });
      if (f.denominator !== 1n) below.push({ kind: "rational", numerator: f.denominator, denominator: 1n });
    } else if (f.kind === "power" && isDenominator(f)) below.push(power(f.base, negate(f.exponent)));
    else above.push(f);
  }
  return { negative, above, below };
}

function productText(e: ProductNode): string {
  if (containsMatrix(e)) return e.factors.map((f) => wrap(f, binds.power)).join("*");
  const { negative, above, below } = splitQuotient(e);
  const join = (list: readonly Expression[]): string => list.map((f) => wrap(f, binds.power)).join("*");
  const top = (negative ? "-" : "") + (above.length === 0 ? "1" : join(above));
  if (below.length === 0) return top;
  return `${top}/${below.length === 1 ? join(below) : `(${join(below)})`}`;
}

function powerPiece(base: Expression, exponent: Expression): Piece {
  if (exponent.kind === "rational" && exponent.numerator < 0n) {
    return { text: `1/${wrap(power(base, negate(exponent)), binds.power)}`, binds: binds.product };
  }
  if (isHalf(exponent)) return apply("sqrt", base);
  return { text: `${wrap(base, binds.atom)}^${wrap(exponent, binds.atom)}`, binds: binds.power };
}
