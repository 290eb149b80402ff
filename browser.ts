/** The public vocabulary that needs no Node: numerics, the machine, data, the lab, the theory, figures as data. */
export * from "./src/data/index.ts";
export { BoltzproofError, type Complaint, type ErrorCode } from "./src/errors.ts";
export * from "./src/lab/index.ts";
export * from "./src/numeric/index.ts";
export * from "./src/rbm/index.ts";
export * from "./src/report/index.ts";
export * from "./theory/functions.ts";
export * from "./theory/load.ts";
