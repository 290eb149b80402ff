/**
 * The order parameter of a mode: how far the means are displaced along the direction u in which the energy falls.
 * Against the saddle of the energy the uniform measure itself is displaced by μ^u = (μ^x + μ^y − x* − y*)/√2; against
 * the symmetric solution m_0, n_0 the mean-field order parameter is U_α = (ξ_α + η_α)/√2 with ξ = Uᵀ(m − m_0) and
 * η = Vᵀ(n − n_0). It is zero below the threshold and one of ±U above. Sheet A22; Toledo-Marín et al. 2025.
 */
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { type SaddleCoordinates, saddleCoordinates, saddlePoint } from "../reciprocal-space/saddle.ts";
import { type ModePair, reciprocalVariables, uniformMeans } from "../reciprocal-space/variables.ts";
import type { LayerMeans } from "./fixed-point.ts";

/**
 * μ^u and μ^w of every mode with λ_α > 0: where the cloud of all states stands, seen from the saddle.
 * @throws BoltzproofError "domain" when W = 0.
 */
export function uniformDisplacement(rbm: Rbm, modes: SingularModes): SaddleCoordinates {
  return saddleCoordinates(saddlePoint(rbm, modes), uniformMeans(rbm, modes));
}

/** U_α (as `u`) and its counterpart along the stiff direction (as `w`) of means against reference means. */
export function orderParameter(modes: SingularModes, reference: LayerMeans, means: LayerMeans): SaddleCoordinates {
  const at = ({ m, n }: LayerMeans): ModePair => reciprocalVariables(modes, m, n);
  return saddleCoordinates(at(reference), at(means));
}
