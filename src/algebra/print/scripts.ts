/** Raised and lowered text in Unicode, as far as it has the signs. */

const UPPER: Readonly<Record<string, string>> = {
  ...pairs("0123456789+−-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
  ...pairs("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
  ...pairs("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"),
  ...pairs("βγδφχ", "ᵝᵞᵟᵠᵡ"),
};

const LOWER: Readonly<Record<string, string>> = {
  ...pairs("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
  ...pairs("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
  ...pairs("βγρφχ,", "ᵦᵧᵨᵩᵪ,"),
};

function pairs(plain: string, raised: string): Record<string, string> {
  const signs = [...raised];
  return Object.fromEntries([...plain].map((letter, k) => [letter, signs[k]!]));
}

function translated(text: string, table: Readonly<Record<string, string>>): string | undefined {
  const signs = [...text.replace(/ /g, "")].map((letter) => (Object.hasOwn(table, letter) ? table[letter] : undefined));
  return signs.includes(undefined) ? undefined : signs.join("");
}

/** A single sign needs no brackets behind ^ or _. */
const grouped = (text: string, open: string, close: string): string =>
  /^.\p{Mn}*$/u.test(text) ? text : `${open}${text}${close}`;

/** x², xⁿ⁺¹; x^(a/b) where Unicode has no raised sign for a letter. */
export function superscript(text: string): string {
  return translated(text, UPPER) ?? `^${grouped(text, "(", ")")}`;
}

/** xᵢⱼ; x_α, x_{iα} where Unicode has no lowered sign for a letter. */
export function subscript(text: string): string {
  return translated(text, LOWER) ?? `_${grouped(text, "{", "}")}`;
}
