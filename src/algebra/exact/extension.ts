/**
 * Adjoins a square root to an exact ring: x + yθ with θ² = d. This is where i, √2, √λ and the sinh of
 * cosh² − sinh² = 1 live. If d happens to be a square in the base, an element that is zero here vanishes for both
 * signs of the root, so the zero test stays sound; only divisions may then be refused.
 */
import { type Domain, notDivisible, type Ring } from "./ring.ts";

/** rational + root·θ. */
export interface Quadratic<T> {
  readonly rational: T;
  readonly root: T;
}

/** The square root θ that is adjoined to a field. */
export interface RootKind {
  /** How θ is printed: "sqrt(2)", "i", "s". */
  readonly name: string;
  /** Complex conjugation sends θ to −θ; false when left out (d > 0, a real root). */
  readonly imaginary?: boolean;
}

/** The ring base[θ] with θ² = square. @example quadraticExtension(rationals, fromInteger(-1), { name: "i", imaginary: true }) */
export function quadraticExtension<T>(base: Domain<T>, square: T, kind: RootKind): Domain<Quadratic<T>> {
  const conjugateRoot = (x: Quadratic<T>): Quadratic<T> => ({ rational: x.rational, root: base.negate(x.root) });
  const multiply = (x: Quadratic<T>, y: Quadratic<T>): Quadratic<T> => ({
    rational: base.add(base.multiply(x.rational, y.rational), base.multiply(square, base.multiply(x.root, y.root))),
    root: base.add(base.multiply(x.rational, y.root), base.multiply(x.root, y.rational)),
  });
  const toText = (x: Quadratic<T>): string => {
    if (base.isZero(x.root)) return base.toText(x.rational);
    const root = `(${base.toText(x.root)})*${kind.name}`;
    return base.isZero(x.rational) ? root : `${base.toText(x.rational)} + ${root}`;
  };
  const ring: Domain<Quadratic<T>> = {
    name: `${base.name} with ${kind.name}`,
    zero: { rational: base.zero, root: base.zero },
    one: { rational: base.one, root: base.zero },
    add: (x, y) => ({ rational: base.add(x.rational, y.rational), root: base.add(x.root, y.root) }),
    negate: (x) => ({ rational: base.negate(x.rational), root: base.negate(x.root) }),
    multiply,
    isZero: (x) => base.isZero(x.rational) && base.isZero(x.root),
    fromRational: (q) => ({ rational: base.fromRational(q), root: base.zero }),
    toText,
    conjugate: (x) => {
      const y = { rational: base.conjugate(x.rational), root: base.conjugate(x.root) };
      return kind.imaginary ? conjugateRoot(y) : y;
    },
    divide: (x, y) => {
      const norm = multiply(y, conjugateRoot(y)).rational;
      if (base.isZero(norm)) throw notDivisible(ring.name, toText(x), toText(y));
      const scaled = multiply(x, conjugateRoot(y));
      return { rational: base.divide(scaled.rational, norm), root: base.divide(scaled.root, norm) };
    },
  };
  return ring;
}

/** θ itself. */
export function rootOf<T>(base: Ring<T>): Quadratic<T> {
  return { rational: base.zero, root: base.one };
}

/** An element of the base, seen in the extension. */
export function embed<T>(base: Ring<T>, x: T): Quadratic<T> {
  return { rational: x, root: base.zero };
}
