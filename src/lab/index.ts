/** The laboratory: claims, evidence, verdicts and the runner. Entry `boltzproof/lab`. */
export * from "./agreement.ts";
export * from "./runner.ts";
export type * from "./types.ts";
