import { describe, expect, it } from "vitest";
import { isInstanceFile, readProblem } from "../../../bench/full/problem";
import { solveMinCostFlow } from "../../../src/solver/flow/min-cost-flow";
import { readDimacs } from "../../support/flow-files";
import { instanceName, readReferences } from "../../support/reference-values";

describe("the readers of instance files", () => {
  it("read what is in order", () => {
    expect(readProblem("gap", "2 2\n1 2\n3 4\n5 5 1 1\n5 2\n")).toMatchObject({ gap: { agents: 2, jobs: 2, cost: [1, 2, 3, 4], weight: [5, 5, 1, 1], capacity: [5, 2] } });
    expect(readProblem("assignment", "2\n1 2\n3 4")).toMatchObject({ flow: { nodeCount: 4 } });
    expect(readProblem("relief", JSON.stringify({ P: 1, M: 1, items: [{ p: 0, a: 4, cand: [0], w: [3], c: [10], n: 2 }], L: [2], U: [3], K: [5], pen: 100 }))).toMatchObject({ relief: { pen: 100 } });
  });

  it.each([
    ["gap", "", "Expected the number of agents"],
    ["gap", "2 2 1 2 3", "need 12 numbers, found 5"],
    ["gap", "1 1 1 x 5", 'found "x"'],
    ["gap", "1 1 1 1.5 5", 'found "1.5"'],
    ["gap", "1 1 1 -1 5", "weight is below 0"],
    ["assignment", "2 1 2 3", "2 × 2 costs are 4 numbers, found 3"],
    ["assignment", "0", "Expected the size"],
    ["relief", "{", "JSON"],
    ["relief", "[]", "one JSON object"],
    ["relief", '{"P":1,"M":1,"pen":1,"L":[0],"U":[1],"K":[]}', "K to be a list of 1"],
    ["relief", '{"P":1,"M":1,"pen":1,"L":[2],"U":[1],"K":[1],"items":[]}', "above its U"],
    ["relief", '{"P":1,"M":1,"pen":1,"L":[0],"U":[1],"K":[1],"items":[{"p":1,"a":1,"cand":[],"w":[],"c":[]}]}', "items[0].p"],
    ["relief", '{"P":1,"M":1,"pen":1,"L":[0],"U":[1],"K":[1],"items":[{"p":0,"a":1,"cand":[1],"w":[1],"c":[1]}]}', "names an agent"],
    ["relief", '{"P":1,"M":1,"pen":1,"L":[0],"U":[1],"K":[1],"items":[{"p":0,"a":1,"cand":[0],"w":[],"c":[1]}]}', "items[0].w"],
    ["flow", "", "No problem line"],
    ["flow", "p max 2 1", "p min NODES ARCS"],
    ["flow", "p min 2 1\na 1 3 0 1 1", "the node entered in line 2"],
    ["flow", "p min 2 2\na 1 2 0 1 1", "1 arcs are missing"],
    ["flow", "p min 2 0\na 1 2 0 1 1", "1 more arcs"],
    ["flow", "p min 2 1\na 1 2 0 1", "5 integers in line 2"],
    ["flow", "p min 2 1\nx 1", "kind c, p, n or a"],
  ] as const)("refuse a %s file of %j", (family, text, why) => {
    expect(() => readProblem(family, text)).toThrow(why);
  });

  it("give loops and crossed bounds a node of their own", () => {
    const loop = solveMinCostFlow(readDimacs("p min 2 2\nn 1 3\nn 2 -3\na 1 2 0 9 2\na 1 1 0 4 -5\n"));
    expect(loop).toMatchObject({ kind: "optimal", value: 6 - 20 });
    expect(solveMinCostFlow(readDimacs("p min 2 1\nn 1 3\nn 2 -3\na 1 2 5 4 2\n"))).toMatchObject({ kind: "infeasible" });
    expect(solveMinCostFlow(readDimacs("p min 1 1\na 1 1 0 -1 -5\n"))).toMatchObject({ kind: "unbounded" });
  });

  it("pass over what is no instance", () => {
    for (const file of ["optima.csv", "best-known.csv", "LICENSE", "README.md", ".hidden", "licence.txt"]) expect(isInstanceFile("gap", file), file).toBe(false);
    expect(isInstanceFile("gap", "a05100")).toBe(true);
    expect(isInstanceFile("assignment", "assign100.txt")).toBe(true);
    expect(isInstanceFile("relief", "w1.json")).toBe(true);
    expect(isInstanceFile("flow", "notes.txt")).toBe(false);
  });
});

describe("readReferences", () => {
  it("reads optima, words and ranges of all three tables", () => {
    const flow = readReferences("name,optimum\na,550\nb,infeasible\nc,unbounded\nd,\n");
    expect([...flow]).toEqual([
      ["a", { kind: "range", bound: 550, value: 550 }],
      ["b", { kind: "infeasible" }],
      ["c", { kind: "unbounded" }],
    ]);
    expect(readReferences("name,best_bound,best_known\nw1,10,12\n").get("w1")).toEqual({ kind: "range", bound: 10, value: 12 });
    const gap = readReferences("Path,Format,Dataset,Item number,Agent number,Best known bound,Optimum,Best known solution value\nx/d1,f,s,1,2,7,,9\nx/d2,f,s,1,2,7,8,9\n");
    expect(gap.get("d1")).toEqual({ kind: "range", bound: 7, value: 9 });
    expect(gap.get("d2")).toEqual({ kind: "range", bound: 8, value: 8 });
  });

  it("names files as tables do", () => {
    expect([instanceName("chu1997/a05100"), instanceName("w1.json"), instanceName("assign100.txt"), instanceName("gap1-0")]).toEqual(["a05100", "w1", "assign100", "gap1-0"]);
  });
});
