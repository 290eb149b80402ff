/** `boltzproof/algebra`: expressions, their text and LaTeX, the zero test, and what is built on them. */
export * from "./construct.ts";
export * from "./differentiate.ts";
export * from "./expression.ts";
export { type DeclaredNames, parse } from "./parse.ts";
export { type LatexNames, toLatex } from "./print/latex.ts";
export { symbolToText, toText } from "./print/text.ts";
export * from "./structure.ts";
export * from "./substitute.ts";
