/** Entry `boltzproof/numeric`: matrices, random streams, special functions, quadrature, equations, statistics. */
export * from "./bits.ts";
export * from "./bound-states.ts";
export { type Backend, chooseBackend } from "./kernels/backend.ts";
export * from "./linear-systems.ts";
export * from "./lyapunov.ts";
export * from "./matrix.ts";
export * from "./ode.ts";
export * from "./paths/index.ts";
export * from "./philox.ts";
export * from "./quadrature.ts";
export * from "./random.ts";
export * from "./refine.ts";
export * from "./roots.ts";
export * from "./special.ts";
export * from "./statistics/index.ts";
export {
  completeBasis,
  type Svd,
  type SvdOptions,
  type SymmetricEigen,
  singularValueDecomposition,
  symmetricEigen,
} from "./svd.ts";
export * from "./symplectic.ts";
