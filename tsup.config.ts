import { defineConfig } from "tsup";
export default defineConfig({
  entry: { index: "src/index.ts", generate: "src/generate.ts", report: "src/report.ts" },
  format: ["esm", "cjs"],
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
});
