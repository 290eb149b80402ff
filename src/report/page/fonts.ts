/** Leaves out of KaTeX's style sheet the fonts that a page does not use; each is ten to thirty kilobytes. */

const FONT_FACE = /@font-face\{[^}]*font-family:"?(KaTeX_\w+)[^}]*\}/g;

/**
 * The sheet for a page with this body: nothing without an equation, otherwise with the font faces whose classes occur.
 */
export function styleForMath(katexStyle: string, body: string): string {
  const classes = new Set([...body.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(/\s+/)));
  if (!classes.has("katex")) return "";
  const needed = new Set(["KaTeX_Main", "KaTeX_Math"]);
  const rules = katexStyle.replace(FONT_FACE, ""); // the fonts themselves are long and hold no rule
  for (const [, selectors, family] of rules.matchAll(/([^{}]+)\{[^{}]*font(?:-family)?:[^;{}]*(KaTeX_\w+)/g)) {
    const names = selectors!.split(",").map((selector) => /.*\.([\w-]+)/.exec(selector)?.[1] ?? "");
    if (names.some((name) => classes.has(name))) needed.add(family!);
  }
  return katexStyle.replace(FONT_FACE, (face, family: string) => (needed.has(family) ? face : ""));
}
