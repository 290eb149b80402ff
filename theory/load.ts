/** The rooms on demand: whoever wants a formula alone does not wait for the derivations of the whole book. */
import type { Claim } from "../src/lab/types.ts";
import type { TheoryRoom } from "./room.ts";

/** All rooms, in reading order; loaded at the first call. `boltzproof/theory` has them as the constant `rooms`. */
export async function loadRooms(): Promise<readonly TheoryRoom[]> {
  return (await import("./rooms.ts")).rooms;
}

/** All claims of all rooms, in reading order; loaded at the first call. `boltzproof/theory` has them as `allClaims`. */
export async function loadClaims(): Promise<readonly Claim[]> {
  return (await import("./rooms.ts")).allClaims;
}
