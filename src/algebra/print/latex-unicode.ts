/**
 * LaTeX of the kind that statements and notation are written in, as Unicode for a terminal: fractions with a slash, raised
 * and lowered signs where Unicode has them, Greek letters, the usual relations. Lines of an array come out as lines.
 */
import { greekByLetter } from "./greek.ts";
import { subscript, superscript } from "./scripts.ts";

const SIGNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...greekByLetter].map(([letter, name]) => [name, letter])),
  varepsilon: "ε",
  varphi: "φ",
  vartheta: "ϑ",
  ell: "ℓ",
  hbar: "ħ",
  infty: "∞",
  partial: "∂",
  nabla: "∇",
  emptyset: "∅",
  varnothing: "∅",
  sum: "Σ",
  prod: "Π",
  int: "∫",
  iint: "∬",
  oint: "∮",
  sqrt: "√",
  pm: "±",
  mp: "∓",
  times: "×",
  cdot: "·",
  ast: "∗",
  circ: "∘",
  dagger: "†",
  ddagger: "‡",
  star: "*",
  prime: "′",
  perp: "⊥",
  top: "ᵀ",
  otimes: "⊗",
  oplus: "⊕",
  le: " ≤ ",
  leq: " ≤ ",
  ge: " ≥ ",
  geq: " ≥ ",
  ne: " ≠ ",
  neq: " ≠ ",
  lt: " < ",
  gt: " > ",
  ll: " ≪ ",
  gg: " ≫ ",
  approx: " ≈ ",
  simeq: " ≃ ",
  sim: " ~ ",
  equiv: " ≡ ",
  propto: " ∝ ",
  to: " → ",
  rightarrow: " → ",
  leftarrow: " ← ",
  mapsto: " ↦ ",
  Rightarrow: " ⇒ ",
  Leftarrow: " ⇐ ",
  Leftrightarrow: " ⇔ ",
  iff: " ⇔ ",
  implies: " ⇒ ",
  in: " ∈ ",
  notin: " ∉ ",
  subset: " ⊂ ",
  cup: " ∪ ",
  cap: " ∩ ",
  mid: " | ",
  colon: ": ",
  forall: "∀",
  exists: "∃",
  neg: "¬",
  land: " ∧ ",
  lor: " ∨ ",
  lesssim: " ≲ ",
  gtrsim: " ≳ ",
  langle: "⟨",
  rangle: "⟩",
  lVert: "‖",
  rVert: "‖",
  Vert: "‖",
  lvert: "|",
  rvert: "|",
  vert: "|",
  lbrace: "{",
  rbrace: "}",
  lfloor: "⌊",
  rfloor: "⌋",
  lceil: "⌈",
  rceil: "⌉",
  ldots: "…",
  dots: "…",
  cdots: "⋯",
  vdots: "⋮",
  ddots: "⋱",
  quad: "  ",
  qquad: "    ",
  backslash: "\\",
  angle: "∠",
  ",": " ",
  ";": " ",
  ":": " ",
  "!": "",
  " ": " ",
  "{": "{",
  "}": "}",
  "%": "%",
  "#": "#",
  "&": "&",
  _: "_",
  $: "$",
  "|": "‖",
};

/** Commands that change size, shape or place and no sign. */
const SILENT = new Set(
  "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle displaystyle textstyle scriptstyle limits nolimits rm bf it mathstrut".split(
    " ",
  ),
);
/** Commands of one argument that is printed as it stands. */
const PLAIN = new Set(
  "mathrm text textrm textit mathbf boldsymbol operatorname mathit mathsf mathcal mathbb mathscr mbox phantom".split(
    " ",
  ),
);
const ACCENTS: Readonly<Record<string, string>> = {
  tilde: "\u0303",
  widetilde: "\u0303",
  bar: "\u0304",
  overline: "\u0304",
  hat: "\u0302",
  widehat: "\u0302",
  dot: "\u0307",
  ddot: "\u0308",
  vec: "\u20d7",
};
const CALLIGRAPHIC: Readonly<Record<string, string>> = {
  N: "𝒩",
  O: "𝒪",
  U: "𝒰",
  W: "𝒲",
  L: "ℒ",
  E: "𝔼",
  R: "ℝ",
  Z: "𝒵",
};

/** The text for a terminal; a command that is not known here is printed by its name. */
export function unicodeOfLatex(latex: string): string {
  return new Reader(latex)
    .group(false)
    .split("\n")
    .map(spaced)
    .filter((line) => line !== "")
    .join("\n")
    .normalize("NFC");
}

/** Words with LaTeX between dollar signs. */
export function unicodeOfWords(text: string): string {
  return text.replace(/\$([^$]+)\$/g, (_, latex: string) => unicodeOfLatex(latex));
}

/** Spaces around binary signs and none inside brackets. */
function spaced(line: string): string {
  return line
    .replace(/(?<=[\p{L}\p{N}\p{M}\p{No})\]}⟩|‖*′†!…] ?)([+−±∓]) ?(?=\S)/gu, " $1 ")
    .replace(/(^|[=(,:;[⟨→⇒∝≈≤≥<>] ?)([+−±∓]) /gu, "$1$2")
    .replace(/\s+/g, " ")
    .replace(/ (?=[,;)\]⟩^_²³ᵀ])/gu, "")
    .replace(/(?<=[([⟨]) /gu, "")
    .replace(/ \/ | \/|\/ /g, "/")
    .replace(/ ?([=<>≤≥≈∝→⇒⇔∈~≪≫≠≡≃]) ?/gu, " $1 ")
    .trim();
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(latex: string) {
    this.#tokens = latex.match(/\\\\\[[^\]]*\]|\\[a-zA-Z]+\*?|\\[^a-zA-Z]|[{}^_&~]|\s+|[^\\{}^_&~\s]/gu) ?? [];
  }

  /** Everything up to the closing brace, or to the end. */
  group(isBraced: boolean): string {
    let out = "";
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at]!;
      if (token === "}" || token === "\\end" || token === "\\right") {
        if (token === "}" && isBraced) this.#at++;
        if (token === "\\right") {
          this.#at++;
          continue;
        }
        if (token === "\\end" || isBraced) return out;
        this.#at++;
        continue;
      }
      out = this.#append(out, token);
    }
    return out;
  }

  #append(before: string, token: string): string {
    this.#at++;
    const isScript = token === "^" || token === "_";
    // The body of Σ, Π and ∫ stands apart from their limits.
    const out = this.#isBehindSign && !isScript ? `${before} ` : before;
    if (!isScript) this.#isBehindSign = /^\\(sum|prod|i*int)$/.test(token);
    if (isScript) {
      const isBehindSign = this.#isBehindSign;
      const script = token === "^" ? this.#raised() : subscript(tight(this.#argument()));
      this.#isBehindSign = isBehindSign;
      return out + script;
    }
    if (token === "&") return `${out}, `;
    if (token.startsWith("\\\\")) return `${out}\n`;
    return out + this.#atom(token);
  }

  #raised(): string {
    const upper = tight(this.#argument());
    if (/^[*∗†‡′]+$/u.test(upper)) return upper;
    return superscript(upper);
  }

  #atom(token: string): string {
    if (token === "{") return this.group(true);
    if (token === "~") return " ";
    if (token === "-") return "−";
    if (token === "=" || token === "<" || token === ">") return ` ${token} `;
    if (token.trim() === "") return " ".repeat(this.#isSpaceKept() ? 1 : 0);
    if (!token.startsWith("\\")) return token;
    return this.#command(token.slice(1));
  }

  /** LaTeX has no spaces in mathematics; around words they are kept by \text, whose braces are read as such. */
  #isSpaceKept(): boolean {
    return this.#inText;
  }

  #inText = false;
  #isBehindSign = false;

  #command(name: string): string {
    if (name === "frac" || name === "tfrac" || name === "dfrac") return fraction(this.#argument(), this.#argument());
    if (name === "sqrt") return `√${bracketed(this.#argument())}`;
    if (name === "begin") return this.#environment();
    if (name === "not") return this.#argument().replace(/=/, "≠");
    if (name === "overset" || name === "stackrel") return this.#argument().slice(0, 0) + this.#argument();
    if (name === "underbrace" || name === "overbrace") return this.#argument();
    if (name === "text" || name === "textrm" || name === "mbox") return this.#words();
    if (name === "mathcal" || name === "mathbb" || name === "mathscr") {
      const letter = this.#argument();
      return CALLIGRAPHIC[letter] ?? letter;
    }
    const base = name.replace(/\*$/, "");
    if (base === "operatorname") return ` ${this.#argument()}${this.#gap()}`;
    if (PLAIN.has(base)) return this.#argument();
    if (Object.hasOwn(ACCENTS, name)) return accented(this.#argument(), ACCENTS[name]!);
    if (SILENT.has(name)) return "";
    if (Object.hasOwn(SIGNS, name)) return SIGNS[name]!;
    return ` ${name}${this.#gap()}`;
  }

  /** A space behind the name of a function, unless a bracket or an index follows. */
  #gap(): string {
    const next = this.#tokens[this.#at] ?? "";
    return /^([({^_[,;.)]|\\(left|big|Big|bigl|Bigl|,|\{)|$)/.test(next) ? "" : " ";
  }

  #words(): string {
    const before = this.#inText;
    this.#inText = true;
    const text = this.#argument();
    this.#inText = before;
    return text;
  }

  /** The next group or sign. */
  #argument(): string {
    while (this.#tokens[this.#at]?.trim() === "") this.#at++;
    const token = this.#tokens[this.#at++];
    return token === undefined ? "" : this.#atom(token);
  }

  #environment(): string {
    const name = this.#argument();
    const content = this.group(false);
    this.#at++; // \end
    this.#argument();
    if (!/matrix|array|cases/.test(name)) return `\n${content}\n`;
    const rows = content.split("\n").map((line) =>
      line
        .trim()
        .replace(/^, |, $/g, "")
        .replace(/ +,/g, ","),
    );
    return name === "cases" ? rows.join("; ") : `(${rows.join("; ")})`;
  }
}

const tight = (text: string): string => text.replace(/ /g, "");

/** An accent on one letter; over more than that a bar behind brackets. */
function accented(text: string, accent: string): string {
  return /^\p{L}[^\p{L}]?$/u.test(text) ? text[0]! + accent + text.slice(1) : `${bracketed(text)}‾`;
}

/** One letter or number, perhaps with raised and lowered signs: needs no brackets below a line or under a root. */
const SINGLE =
  /^(\p{N}+(\.\p{N}+)?|\p{L}[\p{M}\p{No}\p{Lm}ᵢⱼᵣᵤᵥᵦᵧᵨᵩᵪₐₑₒₓₕₖₗₘₙₚₛₜ*′†]*(_\{?[\p{L}\p{N},]+\}?)?|⟨[^⟩]*⟩\p{No}*|‖[^‖]*‖\p{No}*|\([^()]*\)|√[\p{L}\p{N}])$/u;

function bracketed(text: string): string {
  const inner = text.trim();
  return SINGLE.test(inner) ? inner : `(${inner})`;
}

/** Products stand above a line as they are, sums in brackets. */
function above(text: string): string {
  const inner = text.trim();
  return /[+−±∓= ]/u.test(withoutBrackets(inner).replace(/^−/u, "")) ? `(${inner})` : inner;
}

/** The text outside all brackets. */
function withoutBrackets(text: string): string {
  const less = text.replace(/\([^()]*\)/g, "");
  return less === text ? text : withoutBrackets(less);
}

function fraction(top: string, bottom: string): string {
  const plain = `${top.trim()}/${bottom.trim()}`;
  const signs: Readonly<Record<string, string>> = { "1/2": "½", "1/3": "⅓", "1/4": "¼", "3/4": "¾", "1/8": "⅛" };
  return signs[plain] ?? ` ${above(top)}/${bracketed(bottom)} `;
}
