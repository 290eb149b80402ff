/** A table of numbers in a room, scrolled sideways where it is wider than the page. */
import { BoltzproofError } from "../../errors.ts";
import type { ReportTable } from "../table.ts";
import { statusBadge } from "./badges.ts";
import { anchor, type Html, html } from "./markup.ts";
import { prose } from "./math.ts";

/** @throws BoltzproofError "shape" for a row with another number of cells than there are columns. */
export function tableSection(table: ReportTable): Html {
  const { id, caption, columns, rows, source, status } = table;
  const wrong = rows.findIndex((row) => row.length !== columns.length);
  if (wrong >= 0) {
    throw new BoltzproofError("shape", {
      found: `${rows[wrong]!.length} cells in row ${wrong} of table ${id}`,
      expected: `${columns.length}, one a column`,
      advice: "fill every cell, with a dash where there is nothing to say",
    });
  }
  const name = anchor("table", id);
  return html`<p id="${name}-caption">${prose(caption)} ${status !== undefined && statusBadge(status)} <span class="provenance">${source}</span></p>
<div class="numbers" id="${name}" tabindex="0"><table aria-labelledby="${name}-caption">
<thead><tr>${columns.map((title) => html`<th scope="col">${prose(title)}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${row.map((cell) => html`<td>${prose(cell)}</td> `)}</tr>
`,
  )}</tbody>
</table></div>`;
}
