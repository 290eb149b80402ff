/** The theory: one room per result of the papers. Entry `boltzproof/theory`; runs in a browser. */
import type { Claim } from "../src/lab/types.ts";
import { bosons } from "./bosons/room.ts";
import { bridge } from "./bridge/room.ts";
import { diffusion } from "./diffusion/room.ts";
import { freeEnergies } from "./free-energies/room.ts";
import { gaussianLimit } from "./gaussian-limit/room.ts";
import { gaussianPartition } from "./gaussian-partition/room.ts";
import { generation } from "./generation/room.ts";
import { infiniteSize } from "./infinite-size/room.ts";
import { initialSpectrum } from "./initial-spectrum/room.ts";
import { landau } from "./landau/room.ts";
import { linearRegime } from "./linear-regime/room.ts";
import { meanField } from "./mean-field/room.ts";
import { reciprocalSpace } from "./reciprocal-space/room.ts";
import type { TheoryRoom } from "./room.ts";
import { rotationalSymmetry } from "./rotational-symmetry/room.ts";
import { spikes } from "./spikes/room.ts";
import { symmetryBreaking } from "./symmetry-breaking/room.ts";
import { tap } from "./tap/room.ts";

export * from "./bosons/field/dual.ts";
export * from "./bosons/field/hamiltonian.ts";
export type { FieldFactor, FieldTerm, TermOptions } from "./bosons/field/terms.ts";
export * from "./bosons/fokker-planck/levels.ts";
export * from "./bosons/modes/spectrum.ts";
export * from "./bosons/oscillators/pair.ts";
export * from "./bosons/vacuum/expectation.ts";
export * from "./bosons/vacuum/hard-core.ts";
export * from "./bridge/modes.ts";
export * from "./diffusion/convergence/direction.ts";
export * from "./diffusion/convergence/escape.ts";
export * from "./diffusion/convergence/print.ts";
export * from "./diffusion/convergence/table.ts";
export * from "./diffusion/convergence/temperature.ts";
export * from "./diffusion/process/gibbs.ts";
export * from "./diffusion/process/integrators.ts";
export * from "./diffusion/process/machine.ts";
export * from "./diffusion/process/noising.ts";
export * from "./diffusion/process/ornstein-uhlenbeck.ts";
export * from "./free-energies/about-means.ts";
export * from "./gaussian-limit/cumulants.ts";
export * from "./gaussian-partition/log-partition.ts";
export * from "./generation/gaussian.ts";
export * from "./generation/integral.ts";
export * from "./generation/probing.ts";
export * from "./infinite-size/correlation.ts";
export * from "./infinite-size/gaussian-law.ts";
export * from "./initial-spectrum/haar.ts";
export * from "./initial-spectrum/marchenko-pastur.ts";
export * from "./landau/double-well.ts";
export * from "./landau/expansion.ts";
export * from "./linear-regime/growth.ts";
export * from "./mean-field/fixed-point.ts";
export * from "./mean-field/free-energy.ts";
export * from "./mean-field/hubbard-stratonovich.ts";
export * from "./mean-field/order-parameter.ts";
export * from "./mean-field/solve.ts";
export * from "./mean-field/stability.ts";
export * from "./mean-field/unit-law.ts";
export * from "./reciprocal-space/saddle.ts";
export * from "./reciprocal-space/variables.ts";
export type { FigureContext, TheoryRoom } from "./room.ts";
export * from "./rotational-symmetry/null-divergence.ts";
export * from "./rotational-symmetry/rotation.ts";
export * from "./spikes/spiked-spectrum.ts";
export * from "./symmetry-breaking/early-course.ts";
export * from "./symmetry-breaking/linearised-law.ts";
export * from "./tap/free-energy.ts";
export * from "./tap/solve.ts";
export * from "./tap/stability.ts";

/** All rooms, in reading order. */
export const rooms: readonly TheoryRoom[] = [
  reciprocalSpace,
  initialSpectrum,
  rotationalSymmetry,
  spikes,
  linearRegime,
  meanField,
  tap,
  gaussianLimit,
  gaussianPartition,
  infiniteSize,
  landau,
  symmetryBreaking,
  freeEnergies,
  bosons,
  diffusion,
  bridge,
  generation,
];

/** All claims of all rooms, in reading order. */
export const allClaims: readonly Claim[] = rooms.flatMap((room) => room.claims);
