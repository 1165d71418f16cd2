/** A consumer's folder outside the repository: the packed tarball unpacked, its dependencies linked beside it. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const repository = fileURLToPath(new URL("../../", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface Consumer {
  readonly folder: string;
  /** The unpacked package. */
  readonly packageFolder: string;
  readonly manifest: Manifest;
  /** Paths in the tarball, relative to the package. */
  readonly packedFiles: readonly string[];
  write(path: string, text: string): string;
  /** Runs Node on a file of the folder and gives what it printed. */
  node(path: string, ...args: string[]): string;
  remove(): void;
}

export function consumer(): Consumer {
  if (!existsSync(join(repository, "dist/index.js"))) throw new Error("dist/ is missing: run `npm run build` first.");
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "caseload-relief-consumer-")));
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  ) as [{ filename: string; files: { path: string }[] }];

  const packageFolder = join(folder, "node_modules/caseload-relief");
  mkdirSync(packageFolder, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "-C", packageFolder, "--strip-components=1"]);
  const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as Manifest;
  for (const name of Object.keys(manifest.dependencies)) link(folder, name);

  const write = (path: string, text: string): string => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  };
  return {
    folder,
    packageFolder,
    manifest,
    packedFiles: packed.files.map(({ path }) => path),
    write,
    node: (path, ...args) => execFileSync(process.execPath, [join(folder, path), ...args], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function link(folder: string, name: string): void {
  const target = join(folder, "node_modules", name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(join(repository, "node_modules", name), target);
}

export interface Bundle {
  readonly code: string;
  /** File → bytes it contributes after tree shaking. */
  readonly contributions: ReadonlyMap<string, number>;
}

/** What a bundler makes of a consumer's program for a browser. */
export function bundleFor(user: Consumer, source: string): Bundle {
  const { outputFiles, metafile } = buildSync({
    stdin: { contents: source, resolveDir: user.folder, loader: "js" },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outfile: join(user.folder, "bundle.js"),
    absWorkingDir: user.folder,
    logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  const contributions = Object.entries(output?.inputs ?? {}).map(([path, { bytesInOutput }]) => [path, bytesInOutput] as const);
  return { code: outputFiles[0]?.text ?? "", contributions: new Map(contributions) };
}
