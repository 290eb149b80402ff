/** The part of nerdamer with all its add-ons that is used here; the package's own types describe the core alone. */
declare module "nerdamer/all.js" {
  interface NerdamerExpression {
    toString(): string;
    toTeX(): string;
    buildFunction(): (...values: readonly number[]) => number;
  }
  interface Nerdamer {
    (sentence: string): NerdamerExpression;
    diff(expression: string, variable: string): NerdamerExpression;
    flush(): void;
  }
  const nerdamer: Nerdamer;
  export default nerdamer;
}
