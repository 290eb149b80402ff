/** The types in which a derivation is written, for the entries further up whose signatures speak of derivations. */

export type { SideCondition } from "./convert/conditions.ts";
export type { Statement } from "./derivation/statement.ts";
export type {
  Assumption,
  Binding,
  Certificate,
  CombinationPart,
  Condition,
  Derivation,
  JudgedDerivation,
  JudgedStep,
  JudgedVariant,
  LadderLetter,
  MutantCount,
  Notation as DerivationNotation,
  NotationEntry,
  Problem,
  RuleId,
  Say,
  Step,
} from "./derivation/step.ts";
export type { Rational } from "./exact/rational.ts";
export type * from "./expression.ts";
