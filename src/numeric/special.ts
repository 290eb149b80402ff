/**
 * Special functions: those of one unit (softplus, logistic), of log-domain sums, of the normal law, and the incomplete
 * gamma and beta functions behind χ², Student's and Beta laws. All return NaN outside their domain, as Math does, and
 * their limit where an argument is infinite. test/golden/make-special.py computes the values that they are tested against.
 */
export * from "./special/distributions.ts";
export * from "./special/error-functions.ts";
export * from "./special/units.ts";
export * from "./special/window.ts";
