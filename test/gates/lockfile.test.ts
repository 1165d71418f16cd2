import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "./planted-project";

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/** What would tie a clean install to one machine: a download address, or a platform's binary that is not listed. */
function faultsOf({ packages }: Lockfile): string[] {
  const names = Object.keys(packages);
  return Object.entries(packages).flatMap(([path, { resolved, optionalDependencies = {} }]) => [
    ...(resolved === undefined ? [] : [`${path} names an address`]),
    ...Object.keys(optionalDependencies)
      .filter((name) => !names.some((one) => one.endsWith(`node_modules/${name}`)))
      .map((name) => `${path} lacks ${name}`),
  ]);
}

describe("the lockfile", () => {
  it("installs anywhere: no addresses, every platform's binaries", () => {
    const lockfile = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as Lockfile;
    expect(Object.keys(lockfile.packages).length).toBeGreaterThan(100);
    expect(faultsOf(lockfile)).toEqual([]);
  });

  it("can tell: an address and a missing binary are found", () => {
    const planted = { packages: { "node_modules/a": { resolved: "https://example.org/a.tgz", optionalDependencies: { "a-linux": "1.0.0", "a-mac": "1.0.0" } }, "node_modules/a-linux": {} } };
    expect(faultsOf(planted)).toEqual(["node_modules/a names an address", "node_modules/a lacks a-mac"]);
  });
});
