/** Integrals of e^(ct + κt²/2) over a window, where the error functions of their closed form would overflow or cancel. */
import stdlibErf from "@stdlib/math-base-special-erf";
import { PANEL_DROP, panelIntegral } from "./tail-integral.ts";

/**
 * ln ∫ exp(c t + κ t²/2) dt from −Δ to Δ, to full precision for every sign and size of c and κ; Δ ≥ 0, and −∞ at Δ = 0.
 * ∞ where the integral is, NaN where an argument is.
 */
export function logQuadraticIntegral(slope: number, curvature: number, halfWidth: number): number {
  const c = Math.abs(slope); // the window is even
  if (!(halfWidth >= 0 && c >= 0) || Number.isNaN(curvature)) return Number.NaN;
  const rise = c * halfWidth + (curvature / 2) * halfWidth ** 2;
  if (halfWidth === 0) return Number.NEGATIVE_INFINITY;
  if (curvature < 0 && c < -curvature * halfWidth) return logAboutPeak(c, -curvature, halfWidth);
  if (!(rise < Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
  return (
    rise + Math.log(curvature >= 0 ? foldedIntegral(c, curvature, halfWidth) : risingIntegral(c, curvature, halfWidth))
  );
}

/** With the maximum inside the window: two error functions of one sign. */
function logAboutPeak(c: number, stiffness: number, halfWidth: number): number {
  const peak = c / stiffness;
  const root = Math.sqrt(stiffness / 2);
  const sides = stdlibErf(root * (halfWidth - peak)) + stdlibErf(root * (halfWidth + peak));
  return (c * peak) / 2 + (Math.log(Math.PI / 2) - Math.log(stiffness)) / 2 + Math.log(sides);
}

/** κ ≥ 0: both halves of the window at once, relative to the end, from which the integrand falls. */
function foldedIntegral(c: number, curvature: number, halfWidth: number): number {
  const steep = c + curvature * halfWidth;
  const integrand = (s: number): number =>
    Math.exp(-s * (steep - (curvature / 2) * s)) * (1 + Math.exp(-2 * c * (halfWidth - s)));
  return fromTheEnd(integrand, (s) => c + curvature * (halfWidth - s), curvature, halfWidth);
}

/** κ < 0 with the maximum beyond the window. */
function risingIntegral(c: number, curvature: number, halfWidth: number): number {
  const steep = c + curvature * halfWidth;
  const integrand = (s: number): number => Math.exp(-s * (steep - (curvature / 2) * s));
  return fromTheEnd(integrand, (s) => steep - curvature * s, -curvature, 2 * halfWidth);
}

/** Panels from the end of the window inwards, until what is left is below rounding. */
function fromTheEnd(f: (s: number) => number, slope: (s: number) => number, curvature: number, length: number): number {
  let sum = 0;
  for (let s = 0; s < length; ) {
    const reach = Math.min(PANEL_DROP / slope(s), Math.sqrt(PANEL_DROP / curvature));
    const panel = s + reach < length ? reach : length - s;
    sum += panelIntegral(f, s, panel);
    if (s + panel >= length || f(s + panel) * (length - s) <= 1e-18 * sum) break;
    s += panel;
  }
  return sum;
}
