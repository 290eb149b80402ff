/**
 * boltzproof: the public vocabulary in one place, for scripts under Node. The same without files and processes is
 * in `browser.ts`, which the "browser" condition of the package selects.
 */
export * from "./browser.ts";
export * from "./src/node/index.ts";
