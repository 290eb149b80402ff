/** Exact rings: rationals, polynomials, rational functions, square roots, and linear algebra over them. */
export * from "./extension.ts";
export * from "./fraction.ts";
export { gcdPolynomials, numericContent } from "./gcd.ts";
export * from "./linear.ts";
export {
  coefficientsIn,
  degreeIn,
  differentiatePolynomial,
  evaluatePolynomial,
  type Polynomial,
  type PolynomialInVariable,
  polynomialIn,
  polynomials,
  polynomialsEqual,
  polynomialToText,
  type Term,
  termsOf,
  variable,
  variablesOf,
} from "./polynomial.ts";
export * from "./rational.ts";
export * from "./ring.ts";
