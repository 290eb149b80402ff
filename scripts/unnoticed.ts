/**
 * Which functions of the theory no claim looks at: every exported function of `theory/` is made to give numbers 10 % larger, one
 * at a time, and the claims that call it are judged until one tells the difference.
 *
 *     npx tsx --conditions=boltzproof-source scripts/unnoticed.ts --out unnoticed.md [--seed 7] [--only spikes/outlier]
 *
 * The theory is bundled with its exported functions wrapped, so that calls inside a module see the change too. Functions that no
 * claim calls, those of figures, are listed apart. Ends with 1 when a function that a claim calls is noticed by none.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build, type Plugin } from "esbuild";
import { root } from "./surface.ts";

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    out: { type: "string", default: "unnoticed.md" },
    only: { type: "string", default: "" },
  },
});

/** Reaches into the bundle: what is altered, what was called, and the memories to be emptied in between. */
interface Handle {
  target: string | undefined;
  readonly called: Set<string>;
  readonly memories: { clear(): void }[];
}

const PRELUDE = `{
const handle = (globalThis.__theory ??= { target: undefined, called: new Set(), memories: [] });
class Memory {
  #inner;
  #fresh;
  constructor(fresh) { this.#fresh = fresh; this.clear(); handle.memories.push(this); }
  clear() { this.#inner = this.#fresh(); }
  get(k) { return this.#inner.get(k); }
  has(k) { return this.#inner.has(k); }
  set(k, v) { this.#inner.set(k, v); return this; }
  delete(k) { return this.#inner.delete(k); }
  keys() { return this.#inner.keys(); }
  get size() { return this.#inner.size; }
}
globalThis.__memory = (fresh) => new Memory(fresh);
globalThis.__watched = (name, f, larger) => typeof f !== "function" ? f : function (...args) {
  handle.called.add(name);
  const result = Reflect.apply(f, this, args);
  return handle.target === name ? larger(result) : result;
};
}`;

/** Wraps what a module of the theory exports. */
function watched(source: string, name: string): string {
  const functions = [...source.matchAll(/^export (?:async )?function (\w+)/gm)].map((m) => m[1]!);
  const constants = [...source.matchAll(/^export const (\w+)/gm)].map((m) => m[1]!);
  const wrap = (f: string): string => `${f} = globalThis.__watched("${name}#${f}", ${f}, __larger);`;
  return [
    `import { perturbed as __perturbed } from "${join(root, "src/lab/perturb.ts")}";`,
    "const __larger = (result) => __perturbed(result, (x) => 1.1 * x);",
    ...functions.map(wrap),
    source
      .replace(/^export const (\w+)/gm, "export let $1")
      .replace(/new (Weak)?Map(<[^(]*>)?\(\)/g, "globalThis.__memory(() => new $1Map())"),
    ...constants.map(wrap),
  ].join("\n");
}

const watching: Plugin = {
  name: "watching",
  setup(bundle) {
    bundle.onLoad({ filter: /[/\\]theory[/\\].*\.ts$/ }, async ({ path }) => ({
      contents: watched(await readFile(path, "utf8"), relative(join(root, "theory"), path).replaceAll("\\", "/")),
      loader: "ts",
    }));
  },
};

const ENTRY = `
import { allClaims } from "./theory/rooms.ts";
export { allClaims };
export { judgeOnce, isRunnable } from "./src/lab/judge-evidence.ts";
export { FAMILY_FALSE_ALARM } from "./src/lab/comparisons/drawn.ts";`;

type Bundle = Pick<typeof import("../theory/index.ts"), "allClaims"> &
  Pick<typeof import("../src/lab/judge-evidence.ts"), "judgeOnce" | "isRunnable"> &
  Pick<typeof import("../src/lab/comparisons/drawn.ts"), "FAMILY_FALSE_ALARM">;

async function load(folder: string): Promise<Bundle> {
  const outfile = join(folder, "theory.mjs");
  await build({
    stdin: { contents: ENTRY, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    banner: { js: PRELUDE },
    plugins: [watching],
    logLevel: "error",
  });
  return (await import(pathToFileURL(outfile).href)) as Bundle;
}

/** Verdicts of all evidence of a claim that runs without a machine. */
async function kindsOf(
  bundle: Bundle,
  claim: Bundle["allClaims"][number],
  until?: readonly string[],
): Promise<string[]> {
  const at = { seed: Number(options.seed), budget: "quick" } as const;
  const kinds: string[] = [];
  for (const e of claim.evidence.filter((one) => bundle.isRunnable(one, at))) {
    const kind = await bundle
      .judgeOnce(claim, e, claim.formula, at, 1)
      .then(({ finding: { p, verdict } }) =>
        p !== undefined && p < bundle.FAMILY_FALSE_ALARM ? "refuted" : verdict.kind,
      )
      .catch(() => "broken");
    kinds.push(kind);
    if (until && until[kinds.length - 1] !== kind) break;
  }
  return kinds;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(root, "dist", "unnoticed-"));
  try {
    const bundle = await load(folder);
    const handle = (globalThis as unknown as { __theory: Handle }).__theory;
    const forget = (): void => {
      for (const memory of handle.memories) memory.clear();
    };
    const callers = new Map<string, string[]>();
    const before = new Map<string, string[]>();
    const claims = bundle.allClaims.filter((c) => options.only === "" || c.id === options.only);
    for (const claim of claims) {
      forget();
      handle.called.clear();
      before.set(claim.id, await kindsOf(bundle, claim));
      for (const name of handle.called) callers.set(name, [...(callers.get(name) ?? []), claim.id]);
    }
    const rows: string[] = [];
    let unnoticed = 0;
    for (const [name, ids] of [...callers].sort(([a], [b]) => (a < b ? -1 : 1))) {
      let noticed = "";
      for (const claim of claims.filter((c) => ids.includes(c.id))) {
        forget();
        handle.target = name;
        const kinds = await kindsOf(bundle, claim, before.get(claim.id));
        handle.target = undefined;
        if (kinds.every((kind, k) => kind === before.get(claim.id)![k])) continue;
        noticed = claim.id;
        break;
      }
      if (noticed === "") {
        unnoticed++;
        console.log(`noticed by no claim: ${name}, called by ${ids.join(", ")}`);
      }
      rows.push(`| \`${name}\` | ${noticed || "**none**"} | ${ids.length} |`);
    }
    const head = ["| function | noticed by | claims that call it |", "|---|---|---|"];
    await writeFile(options.out, `${[...head, ...rows].join("\n")}\n`);
    console.log(`${callers.size} functions are called by claims, ${unnoticed} of them noticed by none`);
    if (unnoticed > 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
