/**
 * The arrows of the house: which part may import which, and which files may touch Node. Pure functions over
 * (path, text), so that the tests can show them catching what they are there to catch.
 */
import { builtinModules } from "node:module";
import { posix } from "node:path";

/** What each part may import besides itself, lowest first. Entries and examples arrange and may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  arguments: ["errors"],
  verdict: ["errors", "arguments"],
  boundary: ["errors", "arguments"],
  numeric: ["errors", "arguments", "verdict"],
  algebra: ["errors", "arguments", "verdict", "numeric"],
  data: ["errors", "arguments", "verdict", "numeric"],
  rbm: ["errors", "arguments", "verdict", "numeric", "data"],
  lab: ["errors", "arguments", "verdict", "numeric", "algebra", "data", "rbm"],
  report: ["errors", "arguments", "verdict", "numeric", "algebra", "data", "rbm", "lab"],
  theory: ["errors", "arguments", "verdict", "numeric", "algebra", "data", "rbm", "lab", "report"],
  node: ["errors", "arguments", "verdict", "numeric", "algebra", "data", "rbm", "lab", "report"],
};
const ARRANGES = /^(cli|examples)\/|^(index|browser)\.ts$/;

/** The part of the house that a file belongs to: "rbm" for src/rbm/…, "errors" for src/errors.ts, "theory", "cli". */
export function partOf(path: string): string {
  return /^src\/(\w+)/.exec(path)?.[1] ?? /^\w+/.exec(path)?.[0] ?? path;
}

/** Files that may use Node: the door, files named for it, the command. */
function isNodeSide(path: string): boolean {
  return /^src\/node\/|^cli\/|\.node\.ts$/.test(path);
}

/** Everything that a text imports, types included: static, dynamic and re-exported. Comments do not count. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const found = code.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g);
  return [...found].map((match) => match[1]!);
}

/** Path inside the repository that an import points to; the bare name for a package. */
function target(from: string, specifier: string): string {
  if (specifier === "boltzproof") return "index.ts";
  const door = /^boltzproof\/(\w+)$/.exec(specifier)?.[1];
  if (door) return door === "theory" ? "theory/index.ts" : `src/${door}/index.ts`;
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : specifier;
}

const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith("node:") || builtinModules.includes(specifier.split("/")[0]!);

/** Imports that run up, or sideways where that is not allowed. */
export function wrongArrows(path: string, text: string): string[] {
  if (ARRANGES.test(path)) return [];
  const allowed = MAY_IMPORT[partOf(path)];
  if (!allowed) return [`${path} belongs to no known part of the house`];
  return importsOf(text)
    .map((specifier) => target(path, specifier))
    .filter((to) => /^(src|theory|cli|examples|test|bench|scripts)\/|^(index|browser)\.ts$|^\.\./.test(to))
    .filter((to) => !to.startsWith("src/node/") || !isNodeSide(path)) // the next rule judges who may use the door
    .filter((to) => partOf(to) !== partOf(path) && !allowed.includes(partOf(to)))
    .map((to) => `${path} imports ${to}`);
}

/**
 * The one file of the door that others may import: it imports nothing, asks the running platform for its threads, and
 * goes with the kernels into the browser, as the test of the browser entry shows.
 */
const PLATFORM_PROBE = "src/numeric/kernels/threads.node.ts";

/** Uses of Node outside the door: built-in modules, files of the door, and the globals that only Node has. */
export function nodeOutsideTheDoor(path: string, text: string): string[] {
  if (isNodeSide(path)) return [];
  const imported = importsOf(text).filter(
    (specifier) =>
      isBuiltin(specifier) ||
      (path !== "index.ts" && isNodeSide(target(path, specifier)) && target(path, specifier) !== PLATFORM_PROBE),
  );
  const globals = withoutComments(text).match(/(?<![\w.'"`-])(?:process|Buffer|__dirname)(?=\s*[.[])/g) ?? [];
  return [...imported, ...globals].map((what) => `${path} uses ${what}`);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "");
}
