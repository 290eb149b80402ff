/**
 * HTML as values: a template tag that escapes every string, so that no text can become markup by accident.
 */

/** Markup that is safe to insert; made by `html` and `raw` only. */
export interface Html {
  readonly html: string;
}

export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** Markup from a template: strings and numbers are escaped, `Html` goes in as it is, undefined and false vanish. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return raw(parts.map((part, i) => (i === 0 ? part : show(values[i - 1]) + part)).join(""));
}

/** Trusted markup: from KaTeX, from our own SVG export, from assets. Never from a reader's text. */
export function raw(trusted: string): Html {
  return { html: trusted };
}

function show(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return `${value}`;
  return "html" in value ? value.html : value.map(show).join("");
}

/**
 * Markup that enters the page when it is opened or comes into view, and at once where there is no script: with
 * scripts a browser reads the inside of noscript as text, so that ten thousands of elements wait as one.
 */
export function later(content: Html): Html {
  return html`<noscript class="later">${content}</noscript>`;
}

/** A name as an anchor: "reciprocal-space/energy" as "reciprocal-space-energy". */
export function anchor(prefix: string, name: string): string {
  return `${prefix}-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}

/** JavaScript for an inline script element: nothing in it can end the element or open a comment. */
export function inlineScript(source: string): Html {
  return raw(source.replace(/<\/script/gi, "<\\/script").replace(/<!--/g, "<\\!--"));
}

/** JSON for an inline data element. */
export function inlineJson(value: unknown): Html {
  return raw(JSON.stringify(value).replace(/</g, "\\u003c"));
}
