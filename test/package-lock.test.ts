import { describe, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import lockFile from "../package-lock.json" with { type: "json" };

interface Locked {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const packages = lockFile.packages as unknown as Readonly<Record<string, Locked>>;

/** Where Node would look for `name` from a package: in its own node_modules, then in those further up. */
function candidates(from: string, name: string): string[] {
  const folders = from.split(/(?<=node_modules\/(?:@[^/]+\/)?[^/]+)\//);
  const paths = folders.map((_, k) => `${folders.slice(0, k + 1).join("/")}/node_modules/${name}`);
  return [...paths, `node_modules/${name}`];
}

describe("the lock file", () => {
  // npm ci refuses a lock that lacks the packages of other platforms; npm install leaves them out when a registry does.
  test("has an entry for every dependency of every package, also for those of other platforms", () => {
    const missing = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !candidates(from, name).some((path) => path in packages))
        .map((name) => `${from} needs ${name}`),
    );
    expect(Object.keys(packages).length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  test("and the manifest name exact versions", () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(packages[""]?.dependencies).toEqual(manifest.dependencies);
    expect(packages[""]?.devDependencies).toEqual(manifest.devDependencies);
  });
});
