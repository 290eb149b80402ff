/** The complaint of a call that must be refused, for tests that read its code and sentence. */
import { BoltzproofError } from "../src/errors.ts";

export async function refusalOf(call: () => unknown): Promise<BoltzproofError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof BoltzproofError) return error;
    throw error;
  }
  throw new Error("expected a refusal, but the call succeeded");
}
