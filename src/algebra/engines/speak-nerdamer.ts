/**
 * nerdamer inside its worker, in its string form only: the functions of its API rewrite the constants while they
 * differentiate and lose chain factors. `nerdamer/all.js` and not `nerdamer`: the latter is the core alone, which
 * answers diff(x^2,x) with the list (x^2, x, diff) and no error.
 */
import nerdamer from "nerdamer/all.js";
import type { Speaker } from "./protocol.ts";

/** Answers verb(parts…) with the printed result; the history, which otherwise grows for ever, is flushed. */
export const speakNerdamer: Speaker = (verb, parts) => {
  try {
    return nerdamer(`${verb}(${parts.join(",")})`).toString();
  } finally {
    nerdamer.flush();
  }
};
