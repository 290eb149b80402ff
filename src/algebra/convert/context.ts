/** What an expansion carries along, and the rings its series live in. */
import { BoltzproofError } from "../../errors.ts";
import { type Domain, power, type RationalFunction } from "../exact/index.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { type Laurent, laurentDomain, type SeriesDomain, seriesDomain } from "../series/index.ts";
import type { AtomTable } from "./atoms.ts";
import type { Conditions } from "./conditions.ts";
import { atomField } from "./rational.ts";

export type Field = RationalFunction;

/** What a symbol is replaced by; undefined for the symbols that stay. */
export type Environment = (s: SymbolNode) => Laurent<Field> | undefined;

/** How far a variable is from the point, in the field of the coefficients. */
export interface Displacement {
  /** x − about, or x at infinity. */
  readonly unit: Field;
  /** The degree that the unit counts for: 1, or −1 at infinity. */
  readonly power: 1 | -1;
  /** The sign of the unit near the point; undefined where it may have either. */
  readonly sign: 1 | -1 | undefined;
}

export interface ExpansionContext {
  readonly table: AtomTable;
  readonly conditions: Conditions;
  /** Number of coefficients that are carried. */
  readonly precision: number;
  readonly environment: Environment;
  /** Parameters of the field that are displacements from the point: not 0 near it, and not at it. */
  readonly displacements: ReadonlySet<string>;
  /** The one variable of the expansion, if there is one: the coefficient of degree k has its k-th power, or −k-th. */
  readonly single: Displacement | undefined;
  /** Names that a bound index must not have. */
  readonly taken: ReadonlySet<string>;
}

/** The rings of the coefficients, of Laurent series and of power series. */
export function rings({ table, precision }: ExpansionContext): {
  readonly field: Domain<Field>;
  readonly ring: Domain<Laurent<Field>>;
  readonly regular: SeriesDomain<Field>;
} {
  const field = atomField(table);
  return { field, ring: laurentDomain(field, precision), regular: seriesDomain(field, precision - 1) };
}

/** lead = rest · size^|start|, with the positive size |x| or 1/|x| of the variable. */
export function withoutUnit(
  lead: Field,
  start: number,
  { unit, power: degree, sign }: Displacement,
  field: Domain<Field>,
): readonly [rest: Field, size: Field] {
  const positive = sign === -1 ? field.negate(unit) : unit;
  const size = start * degree > 0 ? positive : field.divide(field.one, positive);
  return [field.divide(lead, power(field, size, Math.abs(start))), size];
}

export function noSeries(e: Expression, what: string): BoltzproofError {
  return new BoltzproofError("capability", {
    found: `${what}: ${toText(e)}`,
    expected: "sums, products, whole powers and the analytic functions of the list",
    advice: "rewrite it, or expand a part of it",
  });
}
