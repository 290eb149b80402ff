/** A table of a room as plain data: what was predicted and what was measured, line by line. */
import type { Status } from "../lab/types.ts";

/** A table under a room: column heads, and cells that may hold LaTeX between dollar signs. */
export interface ReportTable {
  /** Lower-case letters, digits and hyphens: anchor in the page. */
  readonly id: string;
  /** Plain text with LaTeX between dollar signs, like headings and cells. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** One cell a column. */
  readonly rows: readonly (readonly string[])[];
  readonly source: string;
  readonly status?: Status;
}
