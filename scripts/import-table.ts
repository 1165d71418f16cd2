import type { ICruiseOptions, IForbiddenRuleType } from "dependency-cruiser";

/**
 * The import table: room → the rooms it may import. Data flows one way. Read by scripts/check-rooms.ts, which
 * also refuses an empty run, a file in no room or in no known folder of the solver, and a second file that imports a package with one adapter.
 */
const data = ["base", "model"];
const judging = [...data, "rules", "continuity"];
const planning = [...judging, "network", "plan"];

export const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ["base"],
  input: data,
  rules: data,
  continuity: data,
  network: judging, // and the solver's door, below
  solver: ["base"],
  proof: ["base"],
  plan: [...judging, "network", "proof"], // the certificate's format
  explain: [...planning, "input", "solver", "proof"],
  pipeline: [...planning, "input", "solver", "proof", "explain"],
  record: [...data, "plan", "input"],
  synthetic: data,
  programme: [...data, "plan", "explain"],
  exchange: [...data, "plan", "explain"],
  report: [...data, "plan", "explain", "record"],
  cli: [], // the public entry files, below
};

const weighted = ["problem", "block", "bound", "pattern", "program", "choice", "goal"].map((name) => `weighted/${name}`);

/** Folders of the solver → the folders of the solver they may import; its own files are open to all of them, as base is. */
export const solverFolders: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(weighted.map((folder, place) => [folder, weighted.slice(0, place)])),
  flow: ["weighted/problem"],
};

/** Entry file → the rooms it opens to the public. */
export const entryFiles: Readonly<Record<string, readonly string[]>> = {
  index: [...data, "input", "plan", "explain", "pipeline", "record"],
  verify: [...data, "plan", "pipeline", "proof"],
  generate: [...data, "synthetic"],
  report: [...data, "plan", "explain", "record", "report"],
};

/** Package → the one room that may import it; `files` is the most files that may. */
export const packages: Readonly<Record<string, { readonly room: string; readonly files?: number }>> = {
  zod: { room: "input" },
  graphology: { room: "network" },
  "graphology-components": { room: "network" },
  "javascript-lp-solver": { room: "solver", files: 1 },
  "@noble/hashes": { room: "base", files: 1 },
};

const solverDoor = "^src/solver/instance\\.ts$";
const anyOf = (names: readonly string[]): string => `(${names.join("|")})`;

const entryPaths = `^src/${anyOf(Object.keys(entryFiles))}\\.ts$`;

const roomRules: IForbiddenRuleType[] = Object.entries(rooms).map(([room, mayImport]) => ({
  name: `room-${room}`,
  comment: `src/${room}/ may import: ${mayImport.join(", ") || "no other room"}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: {
    path: "^src/",
    pathNot: [
      `^src/${anyOf([room, ...mayImport])}/`,
      ...(room === "network" ? [solverDoor] : []),
      ...(room === "cli" ? [entryPaths] : []),
    ],
  },
}));

const folderRules: IForbiddenRuleType[] = Object.entries(solverFolders).map(([folder, mayImport]) => ({
  name: `folder-${folder}`,
  comment: `src/solver/${folder}/ may import: ${mayImport.join(", ") || "no other folder of the solver"}`,
  severity: "error",
  from: { path: `^src/solver/${folder}/` },
  to: { path: "^src/solver/.+/", pathNot: [`^src/solver/${anyOf([folder, ...mayImport])}/`] },
}));

const entryRules: IForbiddenRuleType[] = Object.entries(entryFiles).map(([entry, opens]) => ({
  name: `entry-${entry}`,
  comment: `src/${entry}.ts may import: ${opens.join(", ")}`,
  severity: "error",
  from: { path: `^src/${entry}\\.ts$` },
  to: { path: "^src/", pathNot: [`^src/${anyOf(opens)}/`] },
}));

const packageRules: IForbiddenRuleType[] = Object.entries(packages).map(([name, { room }]) => ({
  name: `package-${name}`,
  comment: `${name} is imported only from src/${room}/`,
  severity: "error",
  from: { path: "^src/", pathNot: [`^src/${room}/`] },
  to: { path: `(^|/)node_modules/${name}/` },
}));

export const forbidden: IForbiddenRuleType[] = [
  ...roomRules,
  ...folderRules,
  ...entryRules,
  ...packageRules,
  {
    name: "no-cycle",
    severity: "error",
    from: { path: "^src/" },
    to: { circular: true },
  },
  {
    name: "no-unresolved",
    severity: "error",
    from: { path: "^src/" },
    to: { couldNotResolve: true },
  },
  {
    name: "node-only-in-cli",
    severity: "error",
    from: { path: "^src/", pathNot: ["^src/cli/"] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "no-other-package",
    severity: "error",
    from: { path: "^src/" },
    to: {
      path: "(^|/)node_modules/",
      pathNot: [`(^|/)node_modules/${anyOf(Object.keys(packages))}/`],
    },
  },
  {
    name: "source-imports-source",
    comment: "src/ never reaches into tests, scripts, benchmarks or the built output",
    severity: "error",
    from: { path: "^src/" },
    to: { pathNot: ["^src/", "(^|/)node_modules/"], dependencyTypesNot: ["core"], couldNotResolve: false },
  },
];

export const cruiseOptions: ICruiseOptions = {
  doNotFollow: { path: "(^|/)node_modules/" },
  tsPreCompilationDeps: true,
  enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  moduleSystems: ["es6", "cjs"],
};
