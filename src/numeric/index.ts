/** Entry `boltzproof/numeric`: matrices, random streams, special functions, quadrature, equations, statistics. */
export * from "./bits.ts";
export * from "./matrix.ts";
export * from "./philox.ts";
export * from "./random.ts";
export * from "./special.ts";
export * from "./statistics/index.ts";
export { completeBasis, type Svd, type SymmetricEigen, singularValueDecomposition, symmetricEigen } from "./svd.ts";
