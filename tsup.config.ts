import { relative, resolve } from "node:path";
import { defineConfig } from "tsup";
import type { Options } from "tsup";

/** Entry point of the package → its source. */
const entryPoints = {
  index: "src/index.ts",
  verify: "src/verify.ts",
  generate: "src/generate.ts",
  report: "src/report.ts",
};

const common: Options = { target: "es2022", outDir: "dist", clean: false, sourcemap: false, treeshake: false, removeNodeProtocol: false };

export default defineConfig([
  {
    ...common,
    entry: entryPoints,
    format: ["esm", "cjs"],
    // Neutral: a Node built-in in the library fails the build.
    platform: "neutral",
    tsconfig: "tsconfig.lib.json",
    dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  },
  {
    ...common,
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    platform: "node",
    banner: { js: "#!/usr/bin/env node" },
    // The command line is one more user of the package: it loads the entry points beside it and holds no copy of them.
    esbuildPlugins: [
      {
        name: "entry-points-stay-outside",
        setup(build) {
          build.onResolve({ filter: /^\.\.\// }, ({ path, resolveDir }) => {
            const file = relative("", `${resolve(resolveDir, path)}.ts`);
            const entry = Object.entries(entryPoints).find(([, source]) => source === file);
            return entry && { path: `./${entry[0]}.js`, external: true };
          });
        },
      },
    ],
  },
]);
