/** Places in a tree: a node, the sums and products around it, and how to put something else there. */
import type { Expression, IndexedNode } from "../expression.ts";
import { children, isBinder, mapChildren } from "../structure.ts";

/** A node of a tree, the binders around it from the outside in, and the tree with another node in its place. */
export interface Place {
  readonly node: Expression;
  readonly within: readonly IndexedNode[];
  readonly replace: (e: Expression) => Expression;
}

/** Parents before children. */
export function* placesOf(e: Expression): Generator<Place> {
  yield* placesWithin({ node: e, within: [], replace: (x) => x });
}

function* placesWithin(place: Place): Generator<Place> {
  yield place;
  const { node } = place;
  const parts = children(node);
  for (const [k, child] of parts.entries()) {
    const inBody = isBinder(node) && k === parts.length - 1;
    const within = inBody && node.kind === "indexed" ? [...place.within, node] : place.within;
    const replace = (x: Expression): Expression => {
      let at = 0;
      return place.replace(mapChildren(node, (old) => (at++ === k ? x : old)));
    };
    yield* placesWithin({ node: child, within, replace });
  }
}
