import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/surface.ts";

/** Files and packages that loading a file loads: static imports of values, followed to the end. */
function loadedBy(entry: string): { files: string[]; packages: string[] } {
  const files = new Set([resolve(root, entry)]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const specifier of valueImports(readFileSync(file, "utf8"))) {
      if (specifier.startsWith(".")) files.add(resolve(dirname(file), specifier));
      else packages.add(specifier);
    }
  }
  return { files: [...files].map((file) => file.slice(root.length + 1)), packages: [...packages] };
}

/** Specifiers of import and export declarations that remain when types are erased. */
function valueImports(text: string): string[] {
  const declarations = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:([^"';]*?)\s*from\s*)?"([^"]+)"/gm);
  return [...declarations].filter(([, clause = ""]) => !namesTypesAlone(clause)).map(([, , specifier]) => specifier!);
}

function namesTypesAlone(clause: string): boolean {
  const names = /^\{([^}]*)\}$/.exec(clause.trim())?.[1];
  return names?.split(",").every((name) => /^\s*(type\b.*)?$/s.test(name)) ?? false;
}

const HEAVY = /^(mathjs|nerdamer|plotly)|^(jsdom|esbuild)$/;

test.each(["index.ts", "browser.ts"])(
  "importing %s loads no room, no judge of derivations and no heavy library",
  (entry) => {
    const { files, packages } = loadedBy(entry);
    expect(files.length).toBeGreaterThan(100);
    expect(files.every((file) => existsSync(join(root, file)))).toBe(true);
    expect(files.filter((file) => /^theory\/.*(rooms?|claims|derivation)|\/judge\.ts$/.test(file))).toEqual([]);
    expect(packages.filter((name) => HEAVY.test(name))).toEqual([]);
  },
);

test("the check sees what the rooms load", () => {
  const { files, packages } = loadedBy("theory/rooms.ts");
  expect(files).toContain("theory/mean-field/room.ts");
  expect(packages.some((name) => name.startsWith("mathjs"))).toBe(true);
});

test("valueImports knows a type from a value", () => {
  const text = `import type { A } from "a";\nexport { type B, type C } from "b";\nimport { type D, e } from "d";\nexport * from "f";\nimport "g";`;
  expect(valueImports(text)).toEqual(["d", "f", "g"]);
});
