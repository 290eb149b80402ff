/** Boson operators in normal order, their canonical maps and exponentials, and two independent witnesses. */
export {
  adjoint,
  type BosonAlgebra,
  type BosonOperator,
  type BosonTerm,
  bosonAlgebra,
  coefficientOf,
  commutator,
  degreeOf,
  mapCoefficients,
  vacuumExpectation,
} from "./algebra.ts";
export * from "./bargmann.ts";
export * from "./bogoliubov.ts";
export * from "./exponential.ts";
export { type FockOptions, fockMatrix, fockProductDifference } from "./fock.ts";
export * from "./spectrum.ts";
export * from "./words.ts";
