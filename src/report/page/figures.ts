/** A figure in the page: the picture as SVG, there for every reader, which the script replaces by one to zoom in. */
import type { Figure } from "../figure.ts";
import { statusBadge } from "./badges.ts";
import { type Html, html, later, raw } from "./markup.ts";
import { prose } from "./math.ts";

/** SVG of each figure by its id. */
export type Pictures = ReadonlyMap<string, string>;

/** Numbers figures in the order in which the page shows them. */
export class FigureSetter {
  readonly #pictures: Pictures;
  readonly #shown: Figure[] = [];

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  /** Figures set so far, in order. */
  get shown(): readonly Figure[] {
    return this.#shown;
  }

  set(figure: Figure): Html {
    this.#shown.push(figure);
    const still = this.#pictures.get(figure.id);
    const { width, height } = figure.layout;
    return html`<figure id="figure-${figure.id}">
<div class="picture" style="--shape: ${width} / ${height}" ${figure.interactive !== false && html`data-figure="${figure.id}"`}><div class="still">${still !== undefined && later(raw(still))}</div></div>
<figcaption><strong>Figure ${this.#shown.length}.</strong> ${prose(figure.caption)}
${figure.status !== undefined && statusBadge(figure.status)}</figcaption>
</figure>`;
  }
}
