/**
 * Atoms: the parts of an expression that the field of rational functions cannot see into (symbols, values of
 * functions, roots, sums over an index), each as a parameter of its own. Atoms are treated as independent, so equal
 * rational functions are equal expressions, while different ones may still be equal by a relation between atoms,
 * such as the one of tanh(b) and exp(b). For those there is the zero test.
 */
import { BoltzproofError } from "../../errors.ts";
import { add, divide, imaginaryUnit, multiply, numberNode, power } from "../construct.ts";
import {
  type Polynomial,
  parameter,
  parametersOf,
  type RationalFunction,
  rational,
  rationalFunctions,
  termsOf,
} from "../exact/index.ts";
import type { Expression } from "../expression.ts";
import { toText } from "../print/text.ts";
import { equals } from "../structure.ts";
import { Counting, type CountingMode } from "./counting.ts";

/** An atom r with r^degree = value, the root on the principal branch. */
export interface RootAtom {
  readonly name: string;
  readonly degree: number;
  readonly value: RationalFunction;
}

/** The names given to the opaque parts of expressions, and the way back. */
export class AtomTable {
  /**
   * Whether tanh, the logistic function and softplus are written by exp and log too. It makes more equalities visible
   * and results less readable.
   */
  readonly byExponentials: boolean;
  /** What may be used of the ranges of sums and products, and what was. */
  readonly counting: Counting;
  readonly #expressions: Map<string, Expression> = new Map();
  readonly #roots: Map<string, RootAtom> = new Map();

  constructor(options: { readonly byExponentials?: boolean; readonly counting?: CountingMode } = {}) {
    this.counting = new Counting(options.counting ?? "granted");
    this.byExponentials = options.byExponentials ?? false;
  }

  /** The parameter that stands for e; one and the same for trees that differ only in the names of bound indices. */
  parameterFor(e: Expression): RationalFunction {
    const text = toText(e);
    if (this.#expressions.has(text)) return parameter(text);
    for (const [name, known] of this.#expressions) if (equals(known, e)) return parameter(name);
    this.#expressions.set(text, e);
    return parameter(text);
  }

  /** The atom value^{1/degree}, as `parameterFor` of that power; its powers are reduced by `reduceRoots`. */
  rootFor(value: RationalFunction, degree: number): RationalFunction {
    const atom = this.parameterFor(power(expressionOf(value, this), numberNode(rational(1, degree))));
    const [name] = parametersOf(atom) as [string];
    this.#roots.set(name, { name, degree, value });
    return atom;
  }

  /** i, as the root of −1 that it is. */
  imaginaryUnit(): RationalFunction {
    const atom = this.parameterFor(imaginaryUnit);
    const [name] = parametersOf(atom) as [string];
    this.#roots.set(name, { name, degree: 2, value: rationalFunctions.fromRational(rational(-1)) });
    return atom;
  }

  /** The roots among the atoms, outer ones before those inside them. */
  roots(): readonly RootAtom[] {
    return [...this.#roots.values()].reverse();
  }

  /** @throws BoltzproofError "domain" for a name that this table did not give. */
  expressionOf(name: string): Expression {
    const e = this.#expressions.get(name);
    if (e !== undefined) return e;
    throw new BoltzproofError("domain", {
      found: `the parameter "${name}"`,
      expected: "one that this table named",
      advice: "use one table for all conversions that belong together",
    });
  }
}

/** The expression that a rational function of atoms stands for, expanded above and below the fraction line. */
export function expressionOf(f: RationalFunction, table: AtomTable): Expression {
  return divide(expressionOfPolynomial(f.numerator, table), expressionOfPolynomial(f.denominator, table));
}

/** As `expressionOf`, for a polynomial. */
export function expressionOfPolynomial(p: Polynomial, table: AtomTable): Expression {
  return add(
    ...termsOf(p).map(({ coefficient, powers }) =>
      multiply(numberNode(coefficient), ...powers.map(([name, k]) => power(table.expressionOf(name), k))),
    ),
  );
}
