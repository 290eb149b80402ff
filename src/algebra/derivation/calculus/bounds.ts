/**
 * What linear combinations of inequalities show: bounds that contradict each other, and bounds that follow from others.
 * Products, functions and sums over indices stand as unknowns of their own, whose evident signs are bounds too.
 * Fourier and Motzkin's elimination in exact arithmetic: sound, and complete for what is linear.
 */
import { BoltzproofError } from "../../../errors.ts";
import { AtomTable, expandOverAtoms } from "../../convert/index.ts";
import { addRationals, divideRationals, multiplyRationals, negateRational, type Rational } from "../../exact/index.ts";
import { fromInteger } from "../../exact/rational.ts";
import type { Expression } from "../../expression.ts";
import { rememberedByNode } from "../../parts.ts";
import { toText } from "../../print/text.ts";
import type { Assumption } from "../step.ts";
import { isNonnegative, isPositive, opposite } from "./sign.ts";

/** That an expression is not negative, or, strictly, positive. */
export interface Bound {
  readonly of: Expression;
  readonly strict: boolean;
}

/** The assumptions that say which sign something has. */
export function boundsOf(assumptions: readonly Assumption[]): readonly Bound[] {
  return assumptions.flatMap((a): readonly Bound[] => {
    if (a.kind === "positive" || a.kind === "large") return [{ of: a.of, strict: true }];
    return a.kind === "nonnegative" || a.kind === "size" ? [{ of: a.of, strict: false }] : [];
  });
}

/** Whether a bound follows linearly from the assumptions. */
export function followsLinearly({ of, strict }: Bound, assumptions: readonly Assumption[]): boolean {
  return isInfeasible([...boundsOf(assumptions), { of: opposite(of), strict: !strict }], assumptions);
}

/** Whether no point obeys all bounds, as far as linear combinations show; the assumptions give the signs of products. */
export function isInfeasible(bounds: readonly Bound[], assumptions: readonly Assumption[]): boolean {
  const forms = bounds.map(formOf).filter((f) => f !== undefined);
  const atoms = new Map(forms.flatMap((f) => [...f.atoms]));
  let rows: readonly Row[] = [...forms, ...[...atoms.values()].flatMap((a) => signRows(a, assumptions))];
  for (const name of atoms.keys()) {
    if (rows.some(isContradiction)) return true;
    rows = eliminate(rows, name);
    if (rows.length > mostRows) return false;
  }
  return rows.some(isContradiction);
}

/** Elimination may square the number of rows; what grows beyond this is left undecided. */
const mostRows = 400;

/** Σ coefficient · atom + constant, which is ≥ 0, or > 0 where strict. */
interface Row {
  readonly coefficients: ReadonlyMap<string, Rational>;
  readonly constant: Rational;
  readonly strict: boolean;
}

interface Form extends Row {
  readonly atoms: ReadonlyMap<string, Expression>;
}

const zero = fromInteger(0);
const one = fromInteger(1);

function formOf({ of, strict }: Bound): Form | undefined {
  const form = linearForm(of);
  return form === false ? undefined : { ...form, strict };
}

/** What is asked of many assumptions about one condition, and of one assumption about many. */
const linearForm = rememberedByNode((e): Omit<Form, "strict"> | false => {
  const expanded = expand(e);
  if (expanded === undefined) return false;
  const coefficients = new Map<string, Rational>();
  const atoms = new Map<string, Expression>();
  let constant = zero;
  for (const term of expanded.kind === "sum" ? expanded.terms : [expanded]) {
    const [coefficient, atom] = splitTerm(term);
    if (atom === undefined) constant = addRationals(constant, coefficient);
    else {
      const name = toText(atom);
      atoms.set(name, atom);
      coefficients.set(name, addRationals(coefficients.get(name) ?? zero, coefficient));
    }
  }
  return { coefficients, constant, atoms };
});

/** Written out; undefined for what is no formula of numbers, as a matrix. */
function expand(e: Expression): Expression | undefined {
  try {
    return expandOverAtoms(e, new AtomTable());
  } catch (error) {
    if (error instanceof BoltzproofError) return undefined;
    throw error;
  }
}

function splitTerm(term: Expression): readonly [Rational, Expression | undefined] {
  if (term.kind === "rational") return [term, undefined];
  if (term.kind !== "product") return [one, term];
  const [first, ...rest] = term.factors;
  if (first?.kind !== "rational") return [one, term];
  return [first, rest.length === 1 ? rest[0]! : { ...term, factors: rest }];
}

/** What is evident of the sign of an unknown. */
function signRows(atom: Expression, assumptions: readonly Assumption[]): readonly Row[] {
  const name = toText(atom);
  return ([1, -1] as const).flatMap((side): readonly Row[] => {
    const of = side === 1 ? atom : opposite(atom);
    if (!isNonnegative(of, assumptions)) return [];
    const strict = isPositive(of, assumptions);
    return [{ coefficients: new Map([[name, fromInteger(side)]]), constant: zero, strict }];
  });
}

function isContradiction({ coefficients, constant, strict }: Row): boolean {
  if ([...coefficients.values()].some((c) => c.numerator !== 0n)) return false;
  return constant.numerator < 0n || (strict && constant.numerator === 0n);
}

/** The rows that follow without the name: each lower bound of it with each upper bound. */
function eliminate(rows: readonly Row[], name: string): readonly Row[] {
  const sign = (r: Row): number => Number((r.coefficients.get(name) ?? zero).numerator);
  const below = rows.filter((r) => sign(r) > 0);
  const above = rows.filter((r) => sign(r) < 0);
  const free = rows.filter((r) => sign(r) === 0);
  return [...free, ...below.flatMap((low) => above.map((high) => combined(low, high, name)))];
}

function combined(low: Row, high: Row, name: string): Row {
  const weight = divideRationals(one, low.coefficients.get(name)!);
  const other = divideRationals(one, negateRational(high.coefficients.get(name)!));
  const names = new Set([...low.coefficients.keys(), ...high.coefficients.keys()]);
  names.delete(name);
  const mix = (x: Rational | undefined, y: Rational | undefined): Rational =>
    addRationals(multiplyRationals(weight, x ?? zero), multiplyRationals(other, y ?? zero));
  return {
    coefficients: new Map([...names].map((n) => [n, mix(low.coefficients.get(n), high.coefficients.get(n))])),
    constant: mix(low.constant, high.constant),
    strict: low.strict || high.strict,
  };
}
