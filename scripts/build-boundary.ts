/**
 * Writes the public boundary into dist: beside the types, which come from the sources as they are, one module an entry
 * whose functions ask their arguments first. Run by `npm run build`, after the compiler.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { signatureOf } from "./signatures.ts";
import { entries, type PublicName, readSurface, root } from "./surface.ts";

/** The module of one entry: `open` is what it guards, `loaded` the same at hand. */
function boundaryModule(names: readonly PublicName[], open: string, loaded: Readonly<Record<string, unknown>>): string {
  const values = names.filter(({ name }) => name in loaded);
  const isGuarded = ({ name, kind }: PublicName) => kind !== "class" && typeof loaded[name] === "function";
  const functions = values.filter(isGuarded);
  const others = values.filter((v) => !isGuarded(v)).map(({ name }) => name);
  const spaces = [...new Set(names.filter(({ name }) => name.includes(".")).map(({ name }) => name.split(".")[0]!))];
  return [
    "// Written by scripts/build-boundary.ts: do not edit, run `npm run build`.",
    `import * as open from "${open}";`,
    `import { guard } from "../src/boundary/guard.js";`,
    ...functions.map((f) => line(`export const ${f.name} =`, `open.${f.name}`, f)),
    ...spaces.map((space) => namespace(space, names)),
    others.length === 0 ? "" : `export { ${others.join(", ")} } from "${open}";`,
    "",
  ].join("\n");
}

function line(start: string, value: string, f: PublicName): string {
  return `${start} /* @__PURE__ */ guard(${value}, ${JSON.stringify(signatureOf(f))}, open)${start.startsWith("export") ? ";" : ""}`;
}

function namespace(space: string, names: readonly PublicName[]): string {
  const inside = names.filter(({ name, kind }) => name.startsWith(`${space}.`) && kind === "function");
  const members = inside.map((f) => line(`  ${f.name.slice(space.length + 1)}:`, `open.${f.name}`, f));
  return `export const ${space} = { ...open.${space},\n${members.join(",\n")}\n};`;
}

async function main(): Promise<void> {
  const dist = join(root, "dist");
  await mkdir(join(dist, "public"), { recursive: true });
  // The two entries at the top keep their names: what the compiler wrote moves aside.
  for (const name of ["index", "browser"]) {
    const compiled = await readFile(join(dist, `${name}.js`), "utf8");
    if (!compiled.includes("./public/")) {
      await writeFile(join(dist, `${name}.open.js`), compiled.replace("./browser.js", "./browser.open.js"));
      await writeFile(join(dist, `${name}.js`), `export * from "./public/${name}.js";\n`);
    }
  }
  const surface = readSurface();
  for (const [entry, source] of Object.entries(entries())) {
    const isTop = !source.startsWith("./src/") && !source.startsWith("./theory/");
    const compiled = source.replace(/\.ts$/, isTop ? ".open.js" : ".js");
    const names = surface.filter((n) => n.entry === entry);
    const loaded = await import(pathToFileURL(join(dist, compiled)).href);
    const text = boundaryModule(names, posix.join("..", compiled), loaded);
    await writeFile(join(dist, "public", `${fileOf(entry)}.js`), text);
  }
}

/** "./numeric" is numeric, "." is index. */
function fileOf(entry: string): string {
  return entry === "." ? "index" : entry.replace("./", "");
}

await main();
