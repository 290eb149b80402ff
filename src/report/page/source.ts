/** Where a formula comes from, with a link to it where there is one. */
import type { Source } from "../../lab/types.ts";
import { type Html, html } from "./markup.ts";

export function sourceLink({ ref, url }: Source): Html {
  return url === undefined ? html`${ref}` : html`<a href="${url}" rel="external">${ref}</a>`;
}
