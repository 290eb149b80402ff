/** Thrown on the way down where a part of a formula has no value at any point: log 0, 1/0, 0^c without c > 0. */
export class NoValue extends Error {
  /** The part, in words. */
  readonly part: string;

  constructor(part: string) {
    super(`no value: ${part}`);
    this.part = part;
  }
}
