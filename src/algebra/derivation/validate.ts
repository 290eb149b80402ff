/**
 * The form of a derivation, before any of it is judged: names, order, certificates. A derivation may come from plain
 * data, so nothing is taken on trust that the types promise.
 */
import { BoltzproofError } from "../../errors.ts";
import { symbol } from "../construct.ts";
import type { SymbolNode } from "../expression.ts";
import { symbolToText, toText } from "../print/text.ts";
import { isComplexValued } from "../real-sign.ts";
import { equals, freeNames } from "../structure.ts";
import { isNaming } from "./definitions.ts";
import { isUnderived } from "./rules/given.ts";
import { rules } from "./rules/index.ts";
import { expressionsOf } from "./statement.ts";
import type { Derivation, Step } from "./step.ts";

export function complaint(
  derivation: Derivation,
  step: string,
  found: string,
  expected: string,
  advice: string,
): BoltzproofError {
  return new BoltzproofError("derivation", {
    found: `in step "${step}" of ${derivation.id} ${found}`,
    expected,
    advice,
  });
}

/**
 * The steps in an order in which each comes after those it uses.
 * @throws BoltzproofError "derivation", with the name of the step, for a duplicate or missing step, a circle, an
 * unknown rule, a statement or certificate that the rule does not take, a name outside the notation table or a
 * name defined twice.
 */
export function orderedSteps(derivation: Derivation): readonly Step[] {
  const byId = new Map<string, Step>();
  for (const step of derivation.steps) {
    if (byId.has(step.id)) {
      throw complaint(derivation, step.id, "a second step of this name", "names that differ", "rename one of them");
    }
    byId.set(step.id, step);
    requireForm(derivation, step);
  }
  requireLines(derivation, byId);
  const ordered = sorted(derivation, byId);
  requireFreshNames(derivation, ordered);
  requireOperatorsApart(derivation, ordered);
  return ordered;
}

function requireForm(derivation: Derivation, step: Step): void {
  const rule = rules[step.rule];
  if (rule === undefined) {
    const found = (step.rule as string | undefined) === undefined ? "no rule" : `the rule "${step.rule}"`;
    throw complaint(derivation, step.id, found, `one of ${Object.keys(rules).join(", ")}`, "name the rule of the step");
  }
  if (!rule.statements.includes(step.to.kind)) {
    const expected = `${rule.statements.join(" or ")} for the rule "${step.rule}"`;
    throw complaint(derivation, step.id, `a statement of kind "${step.to.kind}"`, expected, "state it as such");
  }
  const given = step.certificate?.kind ?? "none";
  if (!rule.certificates.includes(given)) {
    const expected = `${rule.certificates.map((c) => (c === "none" ? "none" : `"${c}"`)).join(" or ")} for the rule "${step.rule}"`;
    throw complaint(derivation, step.id, `the certificate "${given}"`, expected, "hand in what the rule checks");
  }
  requireDeclaredNames(derivation, step);
  requireRealSigns(derivation, step);
}

/** Complex numbers have no order, in what is stated and in what is assumed. */
function requireRealSigns(derivation: Derivation, { id, to, assuming }: Step): void {
  const assumed = [...derivation.assuming, ...assuming].flatMap((a) =>
    a.kind === "positive" || a.kind === "nonnegative" ? [a.of] : [],
  );
  const found = [...assumed, ...(to.kind === "inequality" ? [to.left, to.right] : [])].find(isComplexValued);
  if (found === undefined) return;
  const advice = "speak of a real part or a modulus";
  throw complaint(derivation, id, `the order of ${toText(found)}`, "an order of real expressions", advice);
}

function requireDeclaredNames(derivation: Derivation, step: Step): void {
  for (const e of expressionsOf(step.to)) {
    for (const name of freeNames(e)) {
      if (Object.hasOwn(derivation.notation, name)) continue;
      throw complaint(derivation, step.id, `the name ${name}`, "a name of the notation table", "add its meaning there");
    }
  }
}

function requireLines(derivation: Derivation, byId: ReadonlyMap<string, Step>): void {
  for (const step of derivation.steps) {
    for (const id of step.from) {
      if (byId.has(id)) continue;
      throw complaint(derivation, step.id, `"${id}" to come from`, "the name of a step", "correct the name");
    }
  }
  for (const id of [derivation.first, ...derivation.results]) {
    if (byId.has(id)) continue;
    throw complaint(
      derivation,
      id,
      "a line that no step has",
      "first and last lines among the steps",
      "correct the name",
    );
  }
}

/** Depth first; meeting a step that is still open closes a circle. */
function sorted(derivation: Derivation, byId: ReadonlyMap<string, Step>): readonly Step[] {
  const done: Step[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (step: Step, path: readonly string[]): void => {
    if (state.get(step.id) === "done") return;
    if (state.get(step.id) === "open") {
      const circle = [...path.slice(path.indexOf(step.id)), step.id].join(" ← ");
      throw complaint(
        derivation,
        step.id,
        `the circle ${circle}`,
        "steps that come from earlier ones",
        "break the circle",
      );
    }
    state.set(step.id, "open");
    for (const id of step.from) visit(byId.get(id)!, [...path, step.id]);
    state.set(step.id, "done");
    done.push(step);
  };
  for (const step of derivation.steps) visit(step, []);
  return done;
}

/** A definition may use only names that have their meaning already, so no name is defined twice or by itself. */
function requireFreshNames(derivation: Derivation, steps: readonly Step[]): void {
  const defined: { readonly id: string; readonly left: SymbolNode }[] = [];
  for (const { id, to } of steps.filter(isNaming)) {
    if (to.left.kind !== "symbol") {
      const expected = "a name for the determinant";
      throw complaint(derivation, id, `"${toText(to.left)}" on the left`, expected, "give the determinant a new name");
    }
    const { left } = to;
    const before = defined.find((d) => mayCoincide(d.left, left));
    if (before !== undefined) {
      const found = `${symbolToText(left)} defined again, after step "${before.id}" has defined ${symbolToText(before.left)}`;
      throw complaint(derivation, id, found, "a new name", "choose another name");
    }
    defined.push({ id, left });
  }
  requireNoCircularDefinition(derivation, steps);
}

/** Whether two names have a member in common: x[alpha] names every member of its family, x_1 among them. */
function mayCoincide(a: SymbolNode, b: SymbolNode): boolean {
  if (a.name !== b.name || a.indices.length !== b.indices.length) return false;
  return a.indices.every(
    (i, k) => i.kind !== "rational" || b.indices[k]!.kind !== "rational" || equals(i, b.indices[k]!),
  );
}

function requireNoCircularDefinition(derivation: Derivation, steps: readonly Step[]): void {
  const definitions = steps.filter(isNaming);
  const uses = new Map(
    definitions.map((s) => [s.to.left.kind === "symbol" ? s.to.left.name : "", freeNames(s.to.right)]),
  );
  for (const { id, to } of definitions) {
    if (to.left.kind !== "symbol") continue;
    const seen = new Set<string>();
    const open = [...freeNames(to.right)];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name === to.left.name && !seen.has(name)) {
        throw complaint(
          derivation,
          id,
          `${name} defined by itself`,
          "a right-hand side without it",
          "define it by other names",
        );
      }
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(...(uses.get(name) ?? []));
    }
  }
}

/**
 * Ladder operators, and what is defined by them, stand in operator identities only: every other rule lets factors
 * commute. All identities of a derivation name the same letters.
 */
function requireOperatorsApart(derivation: Derivation, steps: readonly Step[]): void {
  const lists = steps.flatMap((s) =>
    s.certificate?.kind === "ladder" ? [{ id: s.id, letters: s.certificate.letters }] : [],
  );
  const [first] = lists;
  if (first === undefined) return;
  for (const { id, letters } of lists) {
    if (JSON.stringify(letters) === JSON.stringify(first.letters)) continue;
    const expected = `those of step "${first.id}"`;
    throw complaint(derivation, id, "other ladder operators", expected, "use one list for the whole derivation");
  }
  const operators = new Set(first.letters.map((l) => symbol(l.name).name));
  for (const { id, rule, to } of steps) {
    const found = [...freeNames(to.left), ...freeNames(to.right)].find((name) => operators.has(name));
    if (found === undefined) continue;
    if (to.kind === "definition" && to.left.kind === "symbol") operators.add(to.left.name);
    if (isUnderived(rule) || rule === "operator identity") continue;
    const advice = "state it as an operator identity";
    throw complaint(derivation, id, `the operator ${found}`, `numbers, which the rule "${rule}" lets commute`, advice);
  }
}
