/** The part of nerdamer that the worker uses; the package's own types describe the core without its add-ons. */
declare module "nerdamer/all.js" {
  interface Nerdamer {
    (sentence: string): { toString(): string };
    flush(): void;
  }
  const nerdamer: Nerdamer;
  export default nerdamer;
}
