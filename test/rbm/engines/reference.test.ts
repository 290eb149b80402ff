import { describe } from "vitest";
import { createReferenceEngine } from "../../../src/rbm/engines/reference.ts";
import { testEngine } from "./contract.ts";

describe("the reference engine", () => {
  testEngine(createReferenceEngine);
});
