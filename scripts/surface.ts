/**
 * The public surface, read from the sources by the TypeScript compiler: what each entry of package.json exports, what
 * is written above it, and which types its signatures name.
 */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import {
  type Identifier,
  isIdentifier,
  isTypeParameterDeclaration,
  type Node,
  SyntaxKind,
} from "typescript/unstable/ast";
import { API, type Checker, type Project, SymbolFlags, type Symbol as TypeSymbol } from "typescript/unstable/sync";

import type { Shape } from "../src/boundary/shape.ts";
import { Shaper } from "./shapes.ts";

export const root: string = join(import.meta.dirname, "..");

/** A name that an entry exports. */
export interface PublicName {
  readonly entry: string;
  readonly name: string;
  /** File and name of the declaration: the same thing exported by two entries has one home. */
  readonly home: string;
  readonly kind: "function" | "class" | "constant" | "type" | "namespace";
  readonly doc: string;
  /** Declarations without bodies, as written. */
  readonly text: string;
  readonly types: readonly NamedType[];
  /** Of a function. */
  readonly parameters: readonly Parameter[];
}

export interface NamedType {
  readonly name: string;
  readonly home: string;
}

export interface Parameter {
  readonly name: string;
  /** As written. */
  readonly type: string;
  readonly optional: boolean;
  /** What can be asked of a value at run time. */
  readonly shape: Shape;
}

/** Entry names of package.json with their sources: "." is index.ts. */
export function entries(): Readonly<Record<string, string>> {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const withSource = Object.entries<Record<string, string>>(exports).filter(([, to]) => to["boltzproof-source"]);
  return {
    ...Object.fromEntries(withSource.map(([name, to]) => [name, to["boltzproof-source"]!])),
    browser: "./browser.ts",
  };
}

/** Everything that the entries export. Starts a compiler, about two seconds. */
export function readSurface(): PublicName[] {
  const api = new API({ cwd: root });
  try {
    const config = join(root, "tsconfig.json");
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)!;
    const reader = new Reader(project);
    return Object.entries(entries()).flatMap(([entry, file]) => reader.namesOf(entry, join(root, file)));
  } finally {
    api.close();
  }
}

class Reader {
  private readonly project: Project;
  private readonly checker: Checker;
  private readonly shaper: Shaper;

  constructor(project: Project) {
    this.project = project;
    this.checker = project.checker;
    this.shaper = new Shaper(project.checker);
  }

  namesOf(entry: string, file: string): PublicName[] {
    const module = this.checker.getSymbolAtLocation(this.project.program.getSourceFile(file)!)!;
    return this.checker
      .getExportsOfModule(module)
      .flatMap((symbol) => this.read(entry, symbol.name, this.resolve(symbol)));
  }

  private read(entry: string, name: string, symbol: TypeSymbol): PublicName[] {
    const nodes = symbol.declarations.map((handle) => handle.resolve(this.project)!);
    if (nodes[0]!.kind === SyntaxKind.SourceFile) {
      const inside = this.checker.getExportsOfModule(symbol);
      return inside.flatMap((s) => this.read(entry, `${name}.${s.name}`, this.resolve(s)));
    }
    return [
      {
        entry,
        name,
        home: this.home(symbol),
        kind: kindOf(symbol),
        doc: docOf(nodes),
        text: nodes.map((node) => signature(node)).join("\n"),
        types: nodes.flatMap((node) => this.typesIn(node)),
        parameters: this.parametersOf(nodes.map(callable).filter((node) => "parameters" in node)),
      },
    ];
  }

  /** Of the last signature: behind overloads it is the one that takes them all. */
  private parametersOf(nodes: readonly Node[]): Parameter[] {
    const parameters = (nodes.at(-1) as { parameters?: readonly Node[] } | undefined)?.parameters ?? [];
    return parameters.map((p, i) => {
      const { name, type, questionToken, initializer } = p as Node & Record<string, Node | undefined>;
      const optional = questionToken !== undefined || initializer !== undefined;
      const called = isIdentifier(name!) ? name.getText() : nodes.length > 0 && i === 0 ? "argument" : "options";
      const shape = this.shaper.shape(this.checker.getTypeAtLocation(p)!, called);
      return { name: called, type: type?.getText() ?? "", optional, shape };
    });
  }

  private resolve(symbol: TypeSymbol): TypeSymbol {
    return symbol.flags & SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private home(symbol: TypeSymbol): string {
    const file = symbol.declarations[0]?.path ?? "?";
    return `${relative(root, file)}#${symbol.name}`;
  }

  /** Names in the public part of a declaration that are declared in this repository and are no parameter of its own. */
  private typesIn(node: Node): NamedType[] {
    const names: Identifier[] = [];
    visitPublic(node, (identifier) => names.push(identifier));
    return this.checker.getSymbolAtLocation(names).flatMap((found) => {
      if (found === undefined) return [];
      const symbol = this.resolve(found);
      const declaration = symbol.declarations[0]?.resolve(this.project);
      if (declaration === undefined || isTypeParameterDeclaration(declaration)) return [];
      const file = declaration.getSourceFile().fileName;
      if (!file.startsWith(root) || file.includes("node_modules")) return [];
      return [{ name: symbol.name, home: this.home(symbol) }];
    });
  }
}

/** Identifiers in type positions, not in bodies, initial values, comments or private members. */
function visitPublic(node: Node, found: (name: Identifier) => void): void {
  const visit = (child: Node): void => {
    if (isHidden(child)) return;
    if (child.kind === SyntaxKind.TypeReference || child.kind === SyntaxKind.ExpressionWithTypeArguments) {
      const [name] = childrenOf(child);
      if (name && isIdentifier(name)) found(name);
    }
    child.forEachChild(visit);
  };
  if (node.kind === SyntaxKind.VariableDeclaration)
    childrenOf(node)
      .slice(1, 2)
      .forEach((type) => {
        visit(type);
      });
  else node.forEachChild(visit);
}

function isHidden(node: Node): boolean {
  if (node.kind === SyntaxKind.Block) return true;
  const modifiers = (node as { modifiers?: readonly Node[] }).modifiers ?? [];
  if (modifiers.some((m) => m.kind === SyntaxKind.PrivateKeyword)) return true;
  const name = (node as { name?: Node }).name;
  return name !== undefined && name.kind === SyntaxKind.PrivateIdentifier;
}

function childrenOf(node: Node): Node[] {
  const out: Node[] = [];
  node.forEachChild((child) => {
    out.push(child);
  });
  return out;
}

/** Of a constant that holds a function: the function, or its type. */
function callable(node: Node): Node {
  if (node.kind !== SyntaxKind.VariableDeclaration) return node;
  const { type, initializer } = node as Node & Record<string, Node | undefined>;
  return [type, initializer].find((part) => part !== undefined && "parameters" in part) ?? node;
}

function kindOf({ flags }: TypeSymbol): PublicName["kind"] {
  if (flags & SymbolFlags.Function) return "function";
  if (flags & SymbolFlags.Class) return "class";
  if (flags & SymbolFlags.Variable) return "constant";
  return flags & SymbolFlags.Module ? "namespace" : "type";
}

/** The last comment of the form that editors show, directly above the declaration. */
function docOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => commentAbove(statementOf(node)))
    .filter(Boolean)
    .join("\n");
}

function statementOf(node: Node): Node {
  return node.kind === SyntaxKind.VariableDeclaration ? node.parent.parent : node;
}

function commentAbove(node: Node): string {
  const above = node.getSourceFile().text.slice(node.getFullStart(), node.getStart());
  return (
    [...above.matchAll(/\/\*\*([\s\S]*?)\*\//g)]
      .at(-1)?.[1]
      ?.replace(/^\s*\* ?/gm, "")
      .trim() ?? ""
  );
}

function signature(node: Node): string {
  const text = node.getText();
  const body = (node as { body?: Node }).body;
  return body ? text.slice(0, body.getStart() - node.getStart()).trim() : text;
}
