/**
 * Verdict: how a claim, a piece of evidence or a step of a derivation was judged. Stands at the bottom of the house
 * because derivations (src/algebra) and claims (src/lab) share it.
 */

export type Verdict =
  /** Formal identity; wrong with probability at most 2^log2Error. */
  | {
      readonly kind: "proved";
      readonly by: string;
      readonly log2Error: number;
      readonly assumes: readonly string[];
      /** Special values of general symbols that it is proved for, "b = 0"; left out where there are none. */
      readonly for?: readonly string[];
      readonly seed: string;
    }
  /** A name that the author gives; there is nothing to prove. */
  | { readonly kind: "defined" }
  /** What a declared premise says of the objects, taken as it stands. */
  | { readonly kind: "given"; readonly premise: string }
  /** Both sides agree at so many points: how close, in the unit of the comparison, and why not closer. */
  | {
      readonly kind: "checked";
      /** "relative error 2e-13, allowed 1e-12", or the method. */
      readonly how: string;
      readonly points: number;
      readonly error?: number;
      readonly allowed?: number;
      readonly because?: string;
    }
  /** Holds within a share of a tenth or more, in the domain named: a rule of thumb that was tested as one. */
  | { readonly kind: "regime"; readonly within: number; readonly where: string; readonly worst: number }
  /** All states of machines of these sizes. */
  | { readonly kind: "enumerated"; readonly sizes: readonly string[] }
  /** Agreement with a simulation: z-score, effective sample size, declared false-alarm rate. */
  | { readonly kind: "sampled"; readonly z: number; readonly ess: number; readonly falseAlarm: number }
  /** Agreement with a machine trained on real data. */
  | { readonly kind: "measured"; readonly on: string; readonly z?: number; readonly within?: number }
  | { readonly kind: "cited"; readonly ref: string }
  | { readonly kind: "refuted"; readonly counterexample: string }
  | { readonly kind: "undecided"; readonly why: string };

/** The kinds of verdict, from proved to undecided. */
export type VerdictKind = Verdict["kind"];
