/** What the public boundary knows of a function, from its signature and docstring. */
import type { Signature } from "../src/boundary/guard.ts";
import type { PublicName } from "./surface.ts";

/** NaN passes where the docstring speaks of it, and in figures, whose points may have gaps. */
export function signatureOf({ name, doc, home, parameters }: PublicName): Signature {
  const list = parameters.map((p) => `${p.name}${p.optional ? "?" : ""}: ${(p.type || "number").replace(/\s+/g, " ")}`);
  return {
    name,
    text: `${name}(${list.join(", ")})`,
    parameters: parameters.map(({ name: parameter, shape, optional }) => ({ name: parameter, shape, optional })),
    gaps: /\bNaN\b/.test(doc) || home.startsWith("src/report/") || home.startsWith("src/node/report/"),
  };
}
