/**
 * mathjs inside its worker: two verbs and no more. `predictable` keeps √−2 from turning into a complex double.
 * Whatever could run code, define names or leave exact arithmetic is taken out of its parser (CVE-2026-40897,
 * CVE-2026-41139: code execution through the expression parser before 15.2.0). The instance is the worker's own.
 */
import math from "mathjs/lib/browser/math.js";
import type { Speaker } from "./protocol.ts";

math.config({ predictable: true });
const { derivative, simplify } = math;

const forbidden = [
  "import",
  "config",
  "createUnit",
  "evaluate",
  "parse",
  "compile",
  "parser",
  "simplify",
  "derivative",
];
const refuse = (name: string) => (): never => {
  throw new Error(`${name} is switched off`);
};
math.import(Object.fromEntries(forbidden.map((name) => [name, refuse(name)])), { override: true });

/** "derivative" (expression, variable), never simplified; "simplify" (expression), for display alone. */
export const speakMathjs: Speaker = (verb, parts) => {
  const [expression = "", variable = ""] = parts;
  switch (verb) {
    case "derivative":
      return derivative(expression, variable, { simplify: false }).toString();
    case "simplify":
      return simplify(expression).toString();
    default:
      throw new Error(`mathjs is not asked to ${verb}`);
  }
};
