/**
 * The dual reading (a reconstruction): the bosons are the Hubbard–Stratonovich fields φ of the exact integral, whose
 * action has the cumulants κ of one unit as vertices. Along φ of a mode of a centred machine
 *
 *   S = ½(1/λ − κ₂)φ² + (|κ₄|/96)(Q^U + Q^V)φ⁴ + …,   κ₂ = ¼, κ₄ = −⅛ ({0,1});  κ₂ = 1, κ₄ = −2 (±1),
 *
 * massless at λ = 1/κ₂ = 4. With φ = λu it is the Landau free energy up to factors that are 1 at the transition.
 * Sheets A34 and A45 for Toledo-Marín et al. 2025.
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { unitCumulants } from "../../gaussian-limit/cumulants.ts";
import type { LandauMode } from "../../landau/expansion.ts";

/** S = ½ mass φ² + quartic φ⁴. */
export interface DualBoson {
  readonly mass: number;
  readonly quartic: number;
}

/**
 * Mass and quartic coefficient of the Hubbard–Stratonovich boson of a mode; `lambda` stands for βλ.
 * @throws BoltzproofError "domain" for λ = 0, which has no such field.
 */
export function dualBoson({ lambda, participation, units }: LandauMode): DualBoson {
  if (!(lambda > 0)) {
    throw new BoltzproofError("domain", {
      found: `a mode with βλ = ${lambda}`,
      expected: "βλ > 0: a mode without coupling needs no field",
      advice: "leave the zero modes out",
    });
  }
  const { variance, fourth } = unitCumulants(units);
  return { mass: 1 / lambda - variance, quartic: (-fourth / 96) * participation };
}

/** ½ mass φ² + quartic φ⁴ at φ = λu, as coefficients of u² and u⁴: (λ/r) and (λ/r)⁴ times those of Landau. */
export function dualInDisplacement(mode: LandauMode): { readonly quadratic: number; readonly quartic: number } {
  const { mass, quartic } = dualBoson(mode);
  return { quadratic: (mass / 2) * mode.lambda ** 2, quartic: quartic * mode.lambda ** 4 };
}
