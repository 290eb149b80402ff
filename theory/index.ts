/** The theory: one room per result of the papers. Entry `boltzproof/theory`; runs in a browser. */
export * from "./functions.ts";
export * from "./load.ts";
export * from "./rooms.ts";
