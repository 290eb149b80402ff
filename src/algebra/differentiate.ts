/**
 * Partial derivatives by an own table of rules, the judge of what the engines answer. Members of an indexed family
 * differentiate to Kronecker deltas: ∂w_{kl}/∂w_{ij} = δ_{ik} δ_{jl}, so ∂/∂u_i Σ_k f(u_k) = Σ_k f'(u_k) δ_{ki}.
 */
import { BoltzproofError } from "../errors.ts";
import {
  add,
  call,
  containsMatrix,
  delta,
  divide,
  equation,
  exp,
  integral,
  isIntegerNode,
  isZeroNode,
  log,
  matrixOf,
  multiply,
  negate,
  numberNode,
  one,
  pi,
  power,
  sqrt,
  subtract,
  sumOver,
  symbol,
  zero,
} from "./construct.ts";
import { addRationals, fromInteger } from "./exact/rational.ts";
import type { CallNode, Expression, FunctionName, IndexedNode, PowerNode, SymbolNode } from "./expression.ts";
import { Contains, contains } from "./parts.ts";
import { symbolToText, toText } from "./print/text.ts";
import { type Binder, children, freeNames, freshName, isBinder, mapChildren, nodes, rangeParts } from "./structure.ts";
import { renameBound } from "./substitute.ts";

const oneMinusSquare = (u: Expression): Expression => subtract(1, power(u, 2));
const onePlusSquare = (u: Expression): Expression => add(1, power(u, 2));

/** f'(u) for each function; undefined where the list has no name for it. */
const derivatives: Readonly<Record<FunctionName, ((u: Expression) => Expression) | undefined>> = {
  exp: (u) => exp(u),
  log: (u) => power(u, -1),
  sin: (u) => call("cos", u),
  cos: (u) => negate(call("sin", u)),
  tan: (u) => add(1, power(call("tan", u), 2)),
  asin: (u) => power(sqrt(oneMinusSquare(u)), -1),
  acos: (u) => negate(power(sqrt(oneMinusSquare(u)), -1)),
  atan: (u) => power(onePlusSquare(u), -1),
  sinh: (u) => call("cosh", u),
  cosh: (u) => call("sinh", u),
  tanh: (u) => subtract(1, power(call("tanh", u), 2)),
  coth: (u) => subtract(1, power(call("coth", u), 2)),
  sech: (u) => multiply(-1, call("sech", u), call("tanh", u)),
  csch: (u) => multiply(-1, call("csch", u), call("coth", u)),
  asinh: (u) => power(sqrt(onePlusSquare(u)), -1),
  acosh: (u) => divide(power(sqrt(subtract(u, 1)), -1), sqrt(add(u, 1))),
  atanh: (u) => power(oneMinusSquare(u), -1),
  acoth: (u) => power(oneMinusSquare(u), -1),
  logistic: (u) => multiply(call("logistic", u), subtract(1, call("logistic", u))),
  logit: (u) => divide(power(u, -1), subtract(1, u)),
  softplus: (u) => call("logistic", u),
  entropy: (u) => negate(call("logit", u)),
  erf: (u) => multiply(2, power(sqrt(pi), -1), exp(negate(power(u, 2)))),
  gamma: undefined,
  logGamma: undefined,
  abs: (u) => call("sign", u),
  sign: () => zero,
};

/**
 * ∂e/∂variable; the variable is a symbol or its name, "u_1". Not simplified.
 * @throws BoltzproofError "capability" where a derivative has no name here: of Γ, of a power of a matrix, of a range.
 */
export function differentiate(e: Expression, variable: SymbolNode | string): Expression {
  const by = typeof variable === "string" ? symbol(variable) : variable;
  return derive(e, by, freeNames(by));
}

/**
 * What must not be 0 for e to have the derivative that the table gives, where the derivative itself does not show it
 * by a denominator: at its kink |u| has none, nor sign u at its jump, nor u^{3/2} at the end of its domain.
 */
export function kinksOf(e: Expression, variable: SymbolNode): readonly Expression[] {
  // |u|ⁿ is smooth enough from n = 2 on, and so is u |u|.
  if (e.kind === "power" && isIntegerNode(e.exponent) && e.exponent.numerator > 1n && isModulus(e.base)) {
    return kinksOf(e.base.argument, variable);
  }
  if (e.kind === "product") {
    return e.factors.flatMap((f, k) => {
      const isSmoothed = isModulus(f) && e.factors.some((other, j) => j !== k && vanishesWith(other, f.argument));
      return kinksOf(isSmoothed ? f.argument : f, variable);
    });
  }
  const inside = children(e).flatMap((x) => kinksOf(x, variable));
  const u = edgeOf(e);
  if (u === undefined || isZeroNode(derive(u, variable, freeNames(variable)))) return inside;
  return [...inside, u];
}

/** What is 0 at a kink of e itself, or at the end of its domain. */
function edgeOf(e: Expression): Expression | undefined {
  if (e.kind === "call") return e.name === "abs" || e.name === "sign" ? e.argument : undefined;
  return e.kind === "power" && !isRootOrWhole(e.exponent) ? e.base : undefined;
}

/** A whole power is smooth, and one below 1 leaves a power in the denominator. */
function isRootOrWhole(c: Expression): boolean {
  return c.kind === "rational" && (c.denominator === 1n || c.numerator < c.denominator);
}

function isModulus(e: Expression): e is CallNode {
  return e.kind === "call" && e.name === "abs";
}

/** Whether a factor is u or |u|, or a whole power of them, so that it is 0 where u is. */
function vanishesWith(factor: Expression, u: Expression): boolean {
  const isPower = factor.kind === "power" && isIntegerNode(factor.exponent) && factor.exponent.numerator > 0n;
  const base = isPower ? factor.base : factor;
  return toText(isModulus(base) ? base.argument : base) === toText(u);
}

/** As `kinksOf`, for all derivatives in e that are not carried out yet. */
export function kinksIn(e: Expression): readonly Expression[] {
  if (!contains(e, Contains.derivative)) return [];
  return [...nodes(e)].flatMap((x) => (x.kind === "derivative" ? kinksOf(x.body, x.variable) : []));
}

/** The expression with every `derivative` in it carried out. */
export function carryOutDerivatives(e: Expression): Expression {
  if (!contains(e, Contains.derivative)) return e;
  const inner = mapChildren(e, carryOutDerivatives);
  return inner.kind === "derivative" ? differentiate(inner.body, inner.variable) : inner;
}

function derive(e: Expression, by: SymbolNode, names: ReadonlySet<string>): Expression {
  const d = (x: Expression): Expression => derive(x, by, names);
  switch (e.kind) {
    case "rational":
    case "constant":
    case "delta":
      return zero;
    case "symbol":
      return deriveSymbol(e, by);
    case "sum":
      return add(...e.terms.map(d));
    case "product":
      return add(...e.factors.flatMap((f, k) => termOfProduct(e.factors, k, d(f))));
    case "power":
      return derivePower(e, d);
    case "call":
      return deriveCall(e.name, e.argument, d(e.argument));
    case "equation":
      return equation(d(e.left), d(e.right));
    case "indexed":
    case "integral":
      return deriveBinder(isBinder(e) && names.has(e.index) ? renameBound(e, unused(e, names)) : e, by, names);
    case "derivative":
      return d(carryOutDerivatives(e));
    case "matrix":
      return matrixOf(e.rows.map((row) => row.map(d)));
  }
}

/** One term of (f g …)' ; none for a factor that does not change, whatever the others are. */
function termOfProduct(factors: readonly Expression[], k: number, slope: Expression): readonly Expression[] {
  return isZeroNode(slope) ? [] : [multiply(...factors.with(k, slope))];
}

function deriveSymbol(s: SymbolNode, by: SymbolNode): Expression {
  if (s.name !== by.name || s.indices.length !== by.indices.length) return zero;
  return multiply(...s.indices.map((i, k) => equalIndices(i, by.indices[k]!)));
}

/** δ of two indices, 1 where they are the same text. */
function equalIndices(a: Expression, b: Expression): Expression {
  return toText(a) === toText(b) ? one : delta(a, b);
}

function derivePower({ base, exponent }: PowerNode, d: (x: Expression) => Expression): Expression {
  if (containsMatrix(base)) throw noDerivative(`a power of a matrix`);
  const slope = d(base);
  const rise = d(exponent);
  const whole = power(base, exponent);
  if (isZeroNode(rise)) {
    if (isZeroNode(slope)) return zero;
    const lower =
      exponent.kind === "rational" ? numberNode(addRationals(exponent, fromInteger(-1))) : subtract(exponent, 1);
    return multiply(exponent, power(base, lower), slope);
  }
  return multiply(whole, add(multiply(rise, log(base)), divide(multiply(exponent, slope), base)));
}

function deriveCall(name: FunctionName, argument: Expression, slope: Expression): Expression {
  if (isZeroNode(slope)) return zero;
  const rule = derivatives[name];
  if (rule === undefined) throw noDerivative(`${name}(${toText(argument)})`);
  return multiply(rule(argument), slope);
}

function unused(e: Binder, names: ReadonlySet<string>): string {
  return freshName(e.index, new Set([...names, ...freeNames(e.body)]));
}

function deriveBinder(e: Binder, by: SymbolNode, names: ReadonlySet<string>): Expression {
  const ends = e.kind === "integral" ? [e.from, e.to] : rangeParts(e.range);
  if (ends.some((x) => !isZeroNode(derive(x, by, names)))) {
    throw noDerivative(`${toText(e)} whose range depends on ${symbolToText(by)}`);
  }
  const slope = derive(e.body, by, names);
  if (isZeroNode(slope)) return zero;
  if (e.kind === "integral") return integral(e.index, e.from, e.to, slope);
  return e.operator === "sum" ? { ...e, body: slope } : deriveProduct(e, slope);
}

/** (Π f)' = Π f · Σ f'/f. */
function deriveProduct(e: IndexedNode, slope: Expression): Expression {
  return multiply(e, sumOver(e.index, e.range, divide(slope, e.body)));
}

function noDerivative(found: string): BoltzproofError {
  return new BoltzproofError("capability", {
    found: `the derivative of ${found}`,
    expected: "an expression of the closed list of functions",
    advice: "rewrite it first",
  });
}
