/** The rooms in reading order, and their claims. Loading this builds every derivation of the book. */
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
