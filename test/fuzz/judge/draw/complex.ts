/** Complex values put into what holds for real symbols. */
import { claimOf, type Draw, type Drawn, put } from "./kit.ts";

/** True for real U; for complex ones where both sides are analytic. */
const realIdentities: readonly (readonly [left: string, right: string])[] = [
  ["abs(U)^2", "U^2"],
  ["abs(U)^4", "U^4"],
  ["sqrt(U^2)", "abs(U)"],
  ["log(exp(U))", "U"],
  ["sqrt(exp(U))", "exp(U/2)"],
  ["sqrt(1 + U^2)^2", "abs(1 + U^2)"],
  ["abs(exp(U))", "exp(U)"],
  ["sqrt((1 + U^2)^2)", "1 + U^2"],
  ["log(exp(U)^3)", "3*U"],
  ["exp(U)*exp(-U)", "1"],
  ["(U + 1)^2", "U^2 + 2*U + 1"],
  ["cosh(U)^2 - sinh(U)^2", "1"],
];

const complexValues = ["I", "2*I", "-3*I/2", "4*I", "1 + I", "I*y", "y + I", "exp(I*y)", "I^2", "y"];

export function drawComplex(d: Draw): Drawn {
  const [left, right] = d.pick(realIdentities);
  const value = d.pick(complexValues);
  const [l, r] = [left, right].map((text) => put(text, "U", "z")) as [string, string];
  const [atLeft, atRight] = [left, right].map((text) => put(text, "U", value)) as [string, string];
  const isDefined = d.chance(0.4);
  const lines = isDefined
    ? [`define: z = ${value}`, `algebra: ${l} = ${r} ; from`]
    : [`algebra: ${l} = ${r} ; from`, `substitute: ${atLeft} = ${atRight} ; z := ${value}`];
  return {
    rule: isDefined ? "algebra" : "substitute",
    kind: "a complex value of a real symbol",
    script: { assuming: [], lines },
    label: "unknown",
    isOrdinary: false,
    claim: claimOf(atLeft, atRight),
  };
}
