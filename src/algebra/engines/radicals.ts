/**
 * Derivatives without roots. nerdamer leaves √((1+x²)^½) where √(1+x²) is right, so each root r = u^c is put in as a
 * free symbol and the chain rule is written here: df/dx = ∂f/∂x + Σ ∂f/∂r · c r/u · du/dx.
 */
import { add, divide, isIntegerNode, multiply, symbol } from "../construct.ts";
import type { Expression, PowerNode, SymbolNode } from "../expression.ts";
import { equals, freeNames, freshName, mapChildren, nodes } from "../structure.ts";
import { substitute } from "../substitute.ts";

type Differentiate = (of: Expression, by: SymbolNode) => Promise<Expression>;

function isRoot(e: Expression): e is PowerNode {
  return e.kind === "power" && e.exponent.kind === "rational" && !isIntegerNode(e.exponent);
}

export function hasRoot(e: Expression): boolean {
  for (const x of nodes(e)) if (isRoot(x)) return true;
  return false;
}

/** d of / d by, from derivatives of expressions that have no root in them. */
export async function differentiateAroundRoots(
  of: Expression,
  by: SymbolNode,
  ask: Differentiate,
): Promise<Expression> {
  const taken = new Set([...freeNames(of), by.name]);
  const roots: { readonly root: PowerNode; readonly name: SymbolNode }[] = [];
  const hide = (e: Expression): Expression => {
    if (!isRoot(e)) return mapChildren(e, hide);
    const known = roots.find((r) => equals(r.root, e));
    if (known !== undefined) return known.name;
    const name = symbol(freshName("root", taken));
    taken.add(name.name);
    roots.push({ root: e, name });
    return name;
  };
  const hidden = hide(of);
  const show = (e: Expression): Expression => roots.reduce((x, { root, name }) => substitute(x, name, root), e);
  const terms = [show(await ask(hidden, by))];
  for (const { root, name } of roots) {
    if (!freeNames(root.base).has(by.name)) continue;
    const slope = show(await ask(hidden, name));
    const inner = await differentiateAroundRoots(root.base, by, ask);
    terms.push(multiply(slope, root.exponent, divide(root, root.base), inner));
  }
  return add(...terms);
}
