/** Greek letters: the names the house uses for them, which are also LaTeX's, and the letters themselves. */
const letters: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  iota: "ι",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  omicron: "ο",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  upsilon: "υ",
  phi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Xi: "Ξ",
  Pi: "Π",
  Sigma: "Σ",
  Upsilon: "Υ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
};

/** Greek letters that LaTeX has a command for; omicron looks like o and has none. */
export const greekNames: ReadonlySet<string> = new Set(Object.keys(letters).filter((name) => name !== "omicron"));

export const greekByLetter: ReadonlyMap<string, string> = new Map(Object.entries(letters).map(([n, l]) => [l, n]));
