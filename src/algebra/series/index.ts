/** Exact power series: arithmetic, functions, composition, inverse functions, algebraic branches. */
export * from "./compose.ts";
export * from "./functions.ts";
export * from "./laurent.ts";
export * from "./series.ts";
