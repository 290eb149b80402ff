/**
 * Values of functions as rational functions of few atoms: exp of a sum is split into a product, the hyperbolic
 * functions are written by exp where that is rational, odd and even functions take the sign out, and values at
 * special numbers are put in. What remains is an atom f(argument) with its argument in canonical form.
 */
import { BoltzproofError } from "../../errors.ts";
import { call, exp, half, log } from "../construct.ts";
import { specialValue } from "../domains.ts";
import {
  rationalFunctions as field,
  isNumber,
  numericContent,
  polynomials,
  power,
  product,
  type RationalFunction,
  rational,
  rationalFunction,
  subtract,
  sum,
  type Term,
  termsOf,
  variable,
} from "../exact/index.ts";
import type { Expression, FunctionName } from "../expression.ts";
import { toText } from "../print/text.ts";
import { type AtomTable, expressionOf } from "./atoms.ts";
import { termsOfLogarithm } from "./numbers.ts";

/** How the parts of an expression are converted, and the table that names its atoms. */
export interface Context {
  readonly table: AtomTable;
  /** Conversion of a whole expression. */
  readonly of: (e: Expression) => RationalFunction;
}

const odd: ReadonlySet<FunctionName> = new Set<FunctionName>([
  "sin",
  "tan",
  "asin",
  "atan",
  "tanh",
  "asinh",
  "atanh",
  "acoth",
  "erf",
  "sign",
]);
const even: ReadonlySet<FunctionName> = new Set<FunctionName>(["cos", "abs"]);

/** name(argument). @throws BoltzproofError "domain" at a pole, such as csch(0). */
export function valueOfCall(name: FunctionName, argument: RationalFunction, context: Context): RationalFunction {
  const halfSum = (x: RationalFunction): RationalFunction =>
    field.multiply(field.fromRational(half), field.add(exponential(argument, context), x));
  const opposite = (): RationalFunction => exponential(field.negate(argument), context);
  switch (name) {
    case "exp":
      return exponential(argument, context);
    case "log":
      return logarithm(argument, context);
    case "cosh":
      return halfSum(opposite());
    case "sinh":
      return halfSum(field.negate(opposite()));
    case "sech":
      return field.divide(field.one, valueOfCall("cosh", argument, context));
    case "csch":
      return field.divide(field.one, valueOfCall("sinh", argument, context));
    case "coth":
      return field.divide(field.one, valueOfCall("tanh", argument, context));
    default:
      return valueOrAtom(name, argument, context);
  }
}

/** By u = e^x, for a table that asks for it. */
const byExponential: Partial<Record<FunctionName, (u: RationalFunction, context: Context) => RationalFunction>> = {
  tanh: (u) =>
    field.divide(subtract(field, field.multiply(u, u), field.one), field.add(field.multiply(u, u), field.one)),
  logistic: (u) => field.divide(u, field.add(field.one, u)),
  softplus: (u, context) => logarithm(field.add(field.one, u), context),
};

function valueOrAtom(name: FunctionName, argument: RationalFunction, { table, of }: Context): RationalFunction {
  const rewritten = table.byExponentials ? byExponential[name] : undefined;
  if (rewritten) return rewritten(exponential(argument, { table, of }), { table, of });
  if (isNumber(argument)) {
    const known = specialValue(name, argument.numerator);
    if (known === "none") throw valueMissing(name, argument, table);
    if (known !== undefined) return of(known);
  }
  const negative = numericContent(argument.numerator).numerator < 0n;
  if (negative && odd.has(name)) return field.negate(valueOrAtom(name, field.negate(argument), { table, of }));
  const canonical = negative && even.has(name) ? field.negate(argument) : argument;
  return table.parameterFor(call(name, expressionOf(canonical, table)));
}

/** e^{Σ terms} = Π e^{term}, with whole coefficients as powers of one atom: e^{2b} is (e^b)². */
function exponential(argument: RationalFunction, context: Context): RationalFunction {
  return product(
    field,
    termsOf(argument.numerator).map((term) => exponentialOfTerm(term, argument, context)),
  );
}

function exponentialOfTerm(term: Term, { denominator }: RationalFunction, { table, of }: Context): RationalFunction {
  const { coefficient, powers } = term;
  const monomial = product(
    polynomials,
    powers.map(([name, k]) => power(polynomials, variable(name), k)),
  );
  const unit = rationalFunction(polynomials.multiply(rational(1n, coefficient.denominator), monomial), denominator);
  const times = coefficient.numerator;
  if (times > largestPower || times < -largestPower) {
    return table.parameterFor(exp(expressionOf(field.multiply(field.fromRational(rational(times)), unit), table)));
  }
  const e = expressionOf(unit, table);
  // e^{ln x} = x needs no atom.
  const base = e.kind === "call" && e.name === "log" ? of(e.argument) : table.parameterFor(exp(e));
  return power(field, times < 0n ? field.divide(field.one, base) : base, Math.abs(Number(times)));
}

function valueMissing(name: FunctionName, argument: RationalFunction, table: AtomTable): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `${name}(${toText(expressionOf(argument, table))})`,
    expected: "an argument at which the function has a value",
    advice: "leave the point out",
  });
}

/** Exponents above this stay inside the atom. */
const largestPower = 64n;

/** ln of a positive rational by primes; the rational factor of anything else is split off when it is positive. */
function logarithm(argument: RationalFunction, { table }: Context): RationalFunction {
  const content = numericContent(argument.numerator);
  if (field.isZero(argument)) throw valueMissing("log", argument, table);
  if (content.numerator <= 0n) return table.parameterFor(log(expressionOf(argument, table)));
  const rest = field.divide(argument, field.fromRational(content));
  const parts = termsOfLogarithm(content).map(([p, times]) =>
    field.multiply(field.fromRational(rational(times)), table.parameterFor(log(p))),
  );
  const whole = subtract(field, rest, field.one);
  if (!field.isZero(whole)) parts.push(table.parameterFor(log(expressionOf(rest, table))));
  return sum(field, parts);
}
