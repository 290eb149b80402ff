/** `boltzproof/algebra`: expressions, their text and LaTeX, the zero test, and what is built on them. */
export * as boson from "./boson/index.ts";
export * from "./construct.ts";
export * from "./convert/index.ts";
export * from "./differentiate.ts";
export * as exact from "./exact/index.ts";
export * from "./expression.ts";
export * from "./matrix.ts";
export { type DeclaredNames, parse } from "./parse.ts";
export { type Argument, compile, toJavaScript } from "./print/javascript.ts";
export { type LatexNames, toLatex } from "./print/latex.ts";
export { symbolToText, toText } from "./print/text.ts";
export * as powerSeries from "./series/index.ts";
export * from "./structure.ts";
export * from "./substitute.ts";
export { isZero, type ZeroAnswer, type ZeroOptions } from "./zero/is-zero.ts";
export type { Witness } from "./zero/witness.ts";
