import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consumer } from "./consumer";
import type { Consumer } from "./consumer";

let user: Consumer;
beforeAll(() => {
  user = consumer();
});
afterAll(() => user.remove());

/** A NodeNext consumer with neither DOM nor Node types, checking declarations too. */
const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: [],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  skipLibCheck: false,
};
const entries = ["caseload-relief", "caseload-relief/verify", "caseload-relief/generate", "caseload-relief/report"];

function faultsOf(program: ts.Program): string[] {
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => `${diagnostic.file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`);
}

describe("the types", () => {
  it.each(["mts", "cts"])("compile in a strict %s consumer without DOM and Node types", (extension) => {
    const file = user.write(
      `main.${extension}`,
      `import { checkPlan, parseCaseload, planHandovers } from "caseload-relief";\nimport type { Caseload, Issue, Plan } from "caseload-relief";\n` +
        `import { generateCaseload } from "caseload-relief/generate";\nimport { renderReport } from "caseload-relief/report";\n` +
        `export function page(seed: number): string | readonly Issue[] {\n  const parsed = parseCaseload(generateCaseload(seed, "cohort"));\n  if (parsed.kind === "error") return parsed.issues;\n` +
        `  const caseload: Caseload = parsed.value;\n  const planned = planHandovers(caseload);\n  if (planned.kind !== "plan") return "";\n  const plan: Plan = planned.plan;\n  checkPlan(caseload, plan);\n  return renderReport(plan);\n}\n` +
        `// @ts-expect-error a caseload is made by parseCaseload alone\nplanHandovers({ workers: [] });\n` +
        `// @ts-expect-error there is no DOM here\ndocument.title;\n// @ts-expect-error there is no Node here\nprocess.exit();\n`,
    );
    expect(faultsOf(ts.createProgram([file], options))).toEqual([]);
  });

  it("hold no `any`, in either module system", () => {
    for (const extension of ["mts", "cts"]) {
      const file = user.write(`all.${extension}`, entries.map((entry, index) => `export * as entry${index} from "${entry}";`).join("\n"));
      const { visited, leaks } = anysIn(ts.createProgram([file], options), file);
      expect(visited).toBeGreaterThan(20);
      expect(leaks).toEqual([]);
    }
  });

  it("name no outside package", () => {
    const declarations = readdirSync(join(user.packageFolder, "dist")).filter((path) => /\.d\.c?ts$/.test(path));
    expect(declarations.length).toBeGreaterThanOrEqual(6);
    for (const path of declarations) {
      const imported = [...readFileSync(join(user.packageFolder, "dist", path), "utf8").matchAll(/(?:from|import\()\s*['"]([^'"]+)['"]/g)].map(([, name = ""]) => name);
      expect(imported.filter((name) => !name.startsWith("./")), path).toEqual([]);
    }
  });

  it("can tell: an `any` planted deep in a type is found, and so is one from a missing module", () => {
    const file = user.write(
      "planted.mts",
      `// @ts-ignore\nimport type { Graph } from "no-such-package";\nexport interface Deep { readonly list: readonly { readonly inner: any }[] }\nexport function lost(deep: readonly Deep[]): Promise<Graph> { throw new Error(String(deep)); }\n`,
    );
    const { leaks } = anysIn(ts.createProgram([file], options), file);
    expect(leaks.some((leak) => leak.includes("inner"))).toBe(true);
    expect(leaks.some((leak) => leak.includes("lost"))).toBe(true);
  });
});

/** Walks every type reachable from what a file exports. */
function anysIn(program: ts.Program, file: string): { visited: number; leaks: string[] } {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!source || !module) throw new Error(`${file} exports nothing`);
  const seen = new Set<ts.Type>();
  const leaks: string[] = [];

  const visitSymbol = (symbol: ts.Symbol, path: string): void => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (target.flags & ts.SymbolFlags.ValueModule) for (const member of checker.getExportsOfModule(target)) visitSymbol(member, `${path}.${member.name}`);
    if (target.flags & ts.SymbolFlags.Type) visit(checker.getDeclaredTypeOfSymbol(target), path);
    if (target.flags & ts.SymbolFlags.Value && !(target.flags & ts.SymbolFlags.ValueModule)) visit(checker.getTypeOfSymbolAtLocation(target, source), path);
  };
  const visit = (type: ts.Type, path: string): void => {
    if (type.flags & ts.TypeFlags.Any) {
      leaks.push(path);
      return;
    }
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, path);
    for (const argument of checker.getTypeArguments(type as ts.TypeReference) ?? []) visit(argument, `${path}<>`);
    if (isOfStandardLibrary(program, type)) return;
    for (const property of type.getProperties()) visit(checker.getTypeOfSymbolAtLocation(property, source), `${path}.${property.name}`);
    for (const { type: value } of checker.getIndexInfosOfType(type)) visit(value, `${path}[]`);
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.getParameters()) visit(checker.getTypeOfSymbolAtLocation(parameter, source), `${path}(${parameter.name})`);
      visit(signature.getReturnType(), `${path}()`);
    }
  };
  for (const symbol of checker.getExportsOfModule(module)) visitSymbol(symbol, symbol.name);
  return { visited: seen.size, leaks };
}

/** Arrays, promises, strings: their own members are TypeScript's affair, their arguments ours. */
function isOfStandardLibrary(program: ts.Program, type: ts.Type): boolean {
  if (type.flags & ts.TypeFlags.Object) {
    const [declaration] = type.getSymbol()?.getDeclarations() ?? [];
    return declaration !== undefined && program.isSourceFileDefaultLibrary(declaration.getSourceFile());
  }
  return !type.isUnionOrIntersection();
}
