/**
 * The machine as bosonic fields with interaction vertices (a reconstruction; the paper's own Hamiltonian could not be
 * read): βE less the entropy of the units, expanded about the means without input, in the modes of W,
 *
 *   H = −J·z + Σ_α [½(r−βλ_α)u_α² + ½(r+βλ_α)w_α²] + Σ_zero ½r x² + g Σ_i (Ux)_i⁴ + g Σ_j (Vy)_j⁴ + …,
 *
 * x and y the displacements along the modes, u = (x+y)/√2, w = (y−x)/√2; r = 4, g = 4/3 for {0,1} and r = 1, g = 1/12
 * for ±1. The vertices gT couple the modes and fall as 1/N. H is an effective action: vertices of its tree diagrams.
 * Sheets A45 and A27 for Toledo-Marín et al. 2025.
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { dot, multiplyVector, multiplyVectorTransposed } from "../../../src/numeric/matrix.ts";
import { type CompleteModes, type SingularModes, singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import { overlapTensor } from "../../gaussian-limit/cumulants.ts";
import { inverseParticipationRatios } from "../../initial-spectrum/haar.ts";
import { landauCoefficients } from "../../landau/expansion.ts";
import { completeVariables, meansOf } from "../../mean-field/free-energy.ts";
import { centreOf } from "../../mean-field/solve.ts";
import type { ModePair } from "../../reciprocal-space/variables.ts";
import { noVacuum } from "../oscillators/pair.ts";
import { type FieldTerm, fieldTerms, type TermOptions, termsToLatex, termsToText } from "./terms.ts";

/** One of the two layers of the machine. */
export type Layer = "visible" | "hidden";
/** Numbers of four modes, from 0, for the overlap of fourth order. */
export type FourModes = readonly [number, number, number, number];

/** The field Hamiltonian of a machine at a temperature. @throws BoltzproofError "domain" for layers of two kinds. */
export function fieldHamiltonian(rbm: Rbm, { beta = 1 }: Temperature = {}): FieldHamiltonian {
  return new FieldHamiltonian(rbm, beta, true);
}

/** Made by `fieldHamiltonian`. Modes are counted from 0 in the order of their singular values. */
export class FieldHamiltonian {
  readonly rbm: Rbm;
  readonly beta: number;
  readonly units: Units;
  readonly modes: SingularModes;
  /** False in the decoupled limit, where all vertices are 0. */
  readonly coupled: boolean;
  /** r: the spring of the entropy, and the stiffness of the zero modes. */
  readonly spring: number;
  /** g in gΣ(Ux)_i⁴. */
  readonly wall: number;
  /** r − βλ_α, along u_α: the mode is free and stable where it is positive. */
  readonly stiffnessU: Float64Array;
  /** r + βλ_α, along w_α. */
  readonly stiffnessW: Float64Array;
  /** Directions that W does not couple, N − L and M − L of them. */
  readonly zeroModes: Readonly<Record<Layer, number>>;
  /** Σ_i U_iα⁴ and Σ_j V_jα⁴. */
  readonly participation: Readonly<Record<Layer, Float64Array>>;
  #complete: CompleteModes | undefined;
  #sources: ModePair | undefined;

  constructor(rbm: Rbm, beta: number, coupled: boolean) {
    this.rbm = rbm;
    this.beta = beta;
    this.coupled = coupled;
    this.units = rbm.units;
    this.modes = singularModes(rbm);
    const { stiffness, quartic } = landauCoefficients(this.units);
    this.spring = stiffness;
    this.wall = coupled ? 4 * quartic : 0;
    this.stiffnessU = this.modes.lambda.map((t) => stiffness - beta * t);
    this.stiffnessW = this.modes.lambda.map((t) => stiffness + beta * t);
    const L = this.modes.lambda.length;
    this.zeroModes = { visible: rbm.visible - L, hidden: rbm.hidden - L };
    this.participation = {
      visible: inverseParticipationRatios(this.modes.U),
      hidden: inverseParticipationRatios(this.modes.V),
    };
  }

  /** gT_αβγδ = g Σ_i U_iα U_iβ U_iγ U_iδ of a layer, worked out when asked for. */
  vertex(layer: Layer, modes: FourModes): number {
    return this.wall === 0 ? 0 : this.wall * overlapTensor(layer === "visible" ? this.modes.U : this.modes.V, modes);
  }

  /** Coefficient of u_α⁴ by itself: g(Q^U + Q^V)/4. */
  quarticAlongU(mode: number): number {
    return (this.wall * (this.participation.visible[mode]! + this.participation.hidden[mode]!)) / 4;
  }

  /** −J: coefficients of the linear terms along x and y, complete; zero where the fields are centred. */
  sources(): ModePair {
    if (this.#sources) return this.#sources;
    const { rbm, beta } = this;
    const { m, n } = centreOf(rbm);
    const add = (bias: Float64Array, input: Float64Array): Float64Array => bias.map((t, i) => -beta * (t + input[i]!));
    const visible = add(rbm.a, multiplyVector(rbm.W, n));
    const hidden = add(rbm.b, multiplyVectorTransposed(rbm.W, m));
    this.#sources = completeVariables(this.completeModes(), visible, hidden);
    return this.#sources;
  }

  /** H at displacements along all modes, x of length N and y of length M, above its value at the centre. In units of kT. */
  energy(at: ModePair): number {
    return this.linear(at) + this.quadratic(at) + this.quartic(at);
  }

  linear({ x, y }: ModePair): number {
    const sources = this.sources();
    return dot(sources.x, x) + dot(sources.y, y);
  }

  quadratic({ x, y }: ModePair): number {
    const along = this.stiffnessU.reduce((sum, k, mode) => {
      const [u, w] = [(x[mode]! + y[mode]!) / Math.SQRT2, (y[mode]! - x[mode]!) / Math.SQRT2];
      return sum + (k * u * u + this.stiffnessW[mode]! * w * w) / 2;
    }, 0);
    const zero = (z: Float64Array): number => z.subarray(this.stiffnessU.length).reduce((s, t) => s + t * t, 0);
    return along + (this.spring * (zero(x) + zero(y))) / 2;
  }

  quartic(at: ModePair): number {
    const { m, n } = meansOf(this.completeModes(), at);
    const fourth = (z: Float64Array): number => z.reduce((s, t) => s + t ** 4, 0);
    return this.wall * (fourth(m) + fourth(n));
  }

  /** The limit N → ∞ at fixed singular values: the same fields without vertices. */
  decoupled(): FieldHamiltonian {
    return new FieldHamiltonian(this.rbm, this.beta, false);
  }

  /** Variances 1/(r ∓ βλ) of a free mode. @throws BoltzproofError "domain" where the mode has none, βλ ≥ r. */
  freeVariances(mode: number): { readonly u: number; readonly w: number } {
    const [u, w] = [this.stiffnessU[mode], this.stiffnessW[mode]];
    if (u === undefined || w === undefined) throw noSuchMode(mode, this.stiffnessU.length);
    if (!(u > 0)) throw noVacuum(this.beta * this.modes.lambda[mode]!, this.spring);
    return { u: 1 / u, w: 1 / w };
  }

  /** All modes that W couples and all that it does not, for points and sources. */
  completeModes(): CompleteModes {
    this.#complete ??= singularModes(this.rbm, { complete: true });
    return this.#complete;
  }

  /** The terms that some modes have among themselves; the first two when left out. */
  terms(options: TermOptions = {}): readonly FieldTerm[] {
    const { modes = Array.from({ length: Math.min(2, this.stiffnessU.length) }, (_, k) => k) } = options;
    for (const mode of modes) if (!(mode in this.stiffnessU)) throw noSuchMode(mode, this.stiffnessU.length);
    return fieldTerms(this, modes);
  }

  toString(options: TermOptions = {}): string {
    return termsToText(this.terms(options));
  }

  toLatex(options: TermOptions = {}): string {
    return termsToLatex(this.terms(options));
  }
}

function noSuchMode(mode: number, count: number): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `mode ${mode}`,
    expected: `a whole number from 0 to ${count - 1}`,
    advice: "count modes from 0 in the order of their singular values",
  });
}
