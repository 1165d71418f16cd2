import { describe, expect, it } from "vitest";
import type { RuleId, RuleMode } from "../../../src/model/rule-settings";
import { child, choicesOf, costTerms, family, manager, pin, refusals, refusalsOf, travel, worker, type Parts } from "../../support/caseload-builder";

/** One rule: something it refuses, and the nearest thing that it lets through. */
interface Case {
  readonly rule: RuleId;
  readonly bites: Parts;
  readonly passes: Parts;
  readonly mode?: "handover" | "co-work";
  /** What it costs when soft, in thousandths of a contact; left out: it is never soft. */
  readonly soft?: number;
}

const asye = (fields = {}): NonNullable<Parts["cover"]> => [worker("K1", { grade: "asye", ...fields })];
const one = (fields: Parameters<typeof child>[3]): NonNullable<Parts["children"]> => [child("C1", "F1", "W1", fields)];

/** Grades that let everybody do everything, so that only the rule in question bites. */
const noGrades = { minimumGrades: [] } satisfies Parts["policy"];

const CASES: readonly Case[] = [
  { rule: "oversight-only", bites: { cover: [manager("K1")] }, passes: {} },
  { rule: "conflict-of-interest", bites: { conflicts: [{ familyId: "F1", workerId: "K1" }] }, passes: { conflicts: [{ familyId: "F1", workerId: "W1" }] } },
  {
    rule: "restricted-record",
    bites: { families: [family("F1", { isRestricted: true })] },
    passes: { families: [family("F1", { isRestricted: true })], cover: [worker("K1", { restrictedFamilyIds: ["F1"] })] },
  },
  {
    rule: "protection-experience",
    bites: { cover: asye(), children: one({ status: "protection-plan" }), policy: noGrades, rules: { "asye-jointly": { mode: "off" } } },
    passes: { cover: [worker("K1", { grade: "level-1" })], children: one({ status: "protection-plan" }), policy: noGrades },
    soft: 1000,
  },
  {
    rule: "asye-jointly",
    bites: { cover: asye(), children: one({ circumstances: ["pre-proceedings"] }), policy: noGrades },
    passes: { cover: asye(), children: one({}), policy: noGrades },
    soft: 1000,
  },
  {
    rule: "minimum-grade",
    bites: { cover: [worker("K1", { grade: "level-1" })], children: one({ status: "protection-plan" }) },
    passes: { cover: [worker("K1", { grade: "level-2" })], children: one({ status: "protection-plan" }) },
    soft: 1000,
  },
  {
    rule: "recent-changes",
    bites: { children: one({ changesOfWorkerOn: ["2017-09-01", "2018-03-01"] }) },
    passes: { children: one({ changesOfWorkerOn: ["2017-08-20", "2018-03-01"] }) },
    soft: 1000,
  },
  { rule: "family-wish-to-stay", bites: { families: [family("F1", { wish: "stay" })] }, passes: { families: [family("F1", { wish: "change" })] }, soft: 1000 },
  {
    rule: "worker-wish-to-finish",
    bites: { families: [family("F1", { finishWishWorkerIds: ["W1"] })] },
    passes: { families: [family("F1", { finishWishWorkerIds: ["K1"] })] },
    soft: 2000,
  },
  { rule: "due-to-close", bites: { children: one({ stepsDownOn: "2018-11-25" }) }, passes: { children: one({ stepsDownOn: "2018-11-26" }) }, soft: 1000 },
  {
    rule: "travel-limit",
    bites: { travel: travel(61), families: [family("F1", { area: "Weymouth" })] },
    passes: { travel: travel(60), families: [family("F1", { area: "Weymouth" })] },
    soft: 1000,
  },
  { rule: "same-locality", bites: { families: [family("F1", { area: "Weymouth" })] }, passes: {}, soft: 500 },
  {
    rule: "language",
    bites: { families: [family("F1", { languages: ["Polish", "Roma"] })], cover: [worker("K1", { languages: ["Polish"] })] },
    passes: { families: [family("F1", { languages: ["Polish"] })], cover: [worker("K1", { languages: ["Welsh", "Polish"] })] },
    soft: 1000,
  },
  {
    rule: "worker-gender",
    bites: { families: [family("F1", { workerGender: { gender: "female", isRisk: false } })] },
    passes: { families: [family("F1", { workerGender: { gender: "female", isRisk: false } })], cover: [worker("K1", { gender: "female" })] },
    soft: 1000,
  },
  {
    rule: "certificates",
    bites: { families: [family("F1", { requiredCertificates: ["ABE"] })] },
    passes: { families: [family("F1", { requiredCertificates: ["ABE"] })], cover: [worker("K1", { certificates: ["ABE"] })] },
    soft: 1000,
  },
  { rule: "two-to-one", bites: { families: [family("F1", { isTwoToOne: true })] }, passes: { families: [family("F1", { isTwoToOne: true })], cover: [worker("K1"), worker("K2")] } },
  {
    rule: "keep-apart",
    bites: { children: [child("C1", "F1", "W1"), child("C2", "F2", "K1")], keepApart: [["F1", "F2"]] },
    passes: { children: [child("C1", "F1", "W1"), child("C2", "F2", "W1")], keepApart: [["F1", "F2"]] },
  },
];

function inMode(parts: Parts, rule: RuleId, mode: RuleMode): Parts {
  return { ...parts, rules: { ...parts.rules, [rule]: { mode } } };
}

describe.each(CASES)("$rule", ({ rule, bites, passes, mode = "handover", soft }) => {
  const canBeOff = !["oversight-only", "conflict-of-interest", "restricted-record"].includes(rule);
  const hard = (parts: Parts): Parts => (canBeOff ? inMode(parts, rule, "hard") : parts);

  it("refuses what it is about, and is the only rule that does", () => {
    expect(refusals(hard(bites), mode)).toEqual([rule]);
  });

  it("lets the nearest case through", () => {
    expect(refusals(hard(passes), mode)).toEqual([]);
  });

  if (canBeOff) it("is not asked when off", () => {
    expect(refusals(inMode(bites, rule, "off"), mode)).toEqual([]);
    expect(costTerms(inMode(bites, rule, "off"), mode)[rule]).toBeUndefined();
  });

  if (soft !== undefined) it("adds its own term when soft, and none where it has nothing to say", () => {
    expect(refusals(inMode(bites, rule, "soft"), mode)).toEqual([]);
    expect(costTerms(inMode(bites, rule, "soft"), mode)[rule]).toBe(soft);
    expect(costTerms(inMode(passes, rule, "soft"), mode)[rule]).toBeUndefined();
    expect(costTerms({ ...bites, rules: { ...bites.rules, [rule]: { mode: "soft", contacts: 0.75 } } }, mode)[rule]).toBe(750);
  });
});

describe("rules by default", () => {
  it("let a family with no needs move both ways", () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({}, "co-work")).toEqual([]);
  });

  it("all name themselves when several refuse", () => {
    const parts: Parts = {
      families: [family("F1", { isRestricted: true, wish: "stay", languages: ["Polish"] })],
      conflicts: [{ familyId: "F1", workerId: "K1" }],
      pins: [pin("never-to", "F1", { coverWorkerId: "K1" })],
      children: one({ changesOfWorkerOn: null }),
    };
    expect([...refusals(parts)].sort()).toEqual(["conflict-of-interest", "family-wish-to-stay", "language", "pins", "recent-changes", "restricted-record"]);
  });
});

describe("the family's wish for a change", () => {
  const parts: Parts = { families: [family("F1", { wish: "change" })] };

  it("is a bonus for handing it over, and none for sharing it", () => {
    expect(costTerms(parts)["family-wish-for-change"]).toBe(-1000);
    expect(costTerms(parts, "co-work")["family-wish-for-change"]).toBeUndefined();
    expect(costTerms({})["family-wish-for-change"]).toBeUndefined();
  });

  it("is nothing when off", () => {
    expect(costTerms({ ...parts, rules: { "family-wish-for-change": { mode: "off" } } })["family-wish-for-change"]).toBeUndefined();
  });
});

describe("the worker's gender", () => {
  it("binds where it is recorded as a risk, though the rule is soft", () => {
    const parts: Parts = { families: [family("F1", { workerGender: { gender: "female", isRisk: true } })] };
    expect(refusals(parts)).toEqual(["worker-gender"]);
    expect(refusals({ ...parts, cover: [worker("K1", { gender: "female" })] })).toEqual([]);
    expect(refusals({ ...parts, rules: { "worker-gender": { mode: "off" } } })).toEqual([]);
  });
});

describe("newly qualified workers", () => {
  it("may share high-risk work with somebody who is not newly qualified", () => {
    const parts: Parts = { cover: asye(), children: one({ status: "protection-plan" }) };
    expect(refusals(parts, "co-work")).toEqual([]);
    expect([...refusals(parts)].sort()).toEqual(["asye-jointly", "minimum-grade", "protection-experience"]);
    expect(refusals({ ...parts, participants: [worker("W1", { grade: "asye" })] }, "co-work")).toEqual(["asye-jointly"]);
  });

  it("are those of the policy's own grade", () => {
    const policy = { grades: ["new", "old"], asyeGrade: "new", minimumGrades: [] };
    const parts = (grade: string): Parts => ({ policy, participants: [worker("W1", { grade: "old" })], cover: [worker("K1", { grade })], children: one({ status: "protection-plan" }) });
    expect([...refusals(parts("new"))].sort()).toEqual(["asye-jointly", "protection-experience"]);
    expect(refusals(parts("old"))).toEqual([]);
  });
});

describe("minimum grade", () => {
  it("is the highest of all that children of the family need", () => {
    const policy = { minimumGrades: [{ status: "child-in-need", grade: "level-1" }, { circumstance: "court", grade: "senior" }] } satisfies Parts["policy"];
    const children = [child("C1", "F1", "W1"), child("C2", "F1", "W1", { circumstances: ["court"] })];
    expect(refusals({ policy, children })).toEqual(["minimum-grade"]);
    expect(refusals({ policy, children, cover: [worker("K1", { grade: "senior" })] })).toEqual([]);
    expect(refusals({ policy, children }, "co-work")).toEqual([]);
  });
});

describe("recent changes", () => {
  it("takes an unknown history at its worst", () => {
    expect(refusals({ children: one({ changesOfWorkerOn: null }) })).toEqual(["recent-changes"]);
    expect(refusals({ children: one({ changesOfWorkerOn: null }), policy: { unknownChanges: 1 } })).toEqual([]);
  });

  it("judges every child, by the policy's number, and handovers only", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F1", "W1", { changesOfWorkerOn: ["2018-03-01"] })];
    expect(refusals({ children, rules: { "recent-changes": { limit: 1 } } })).toEqual(["recent-changes"]);
    expect(refusals({ children, rules: { "recent-changes": { limit: 1 } } }, "co-work")).toEqual([]);
    expect(refusals({ children })).toEqual([]);
  });
});

describe("travel", () => {
  it("is no matter where no travel times are given", () => {
    expect(refusals({ families: [family("F1", { area: "Weymouth" })], rules: { "travel-limit": { limit: 0 } } })).toEqual([]);
  });
});

describe("pins", () => {
  const two: Parts = { cover: [worker("K1"), worker("K2")] };

  it("that say a family must stay leave it no other way", () => {
    expect(refusals({ pins: [pin("must-stay", "F1")] })).toEqual(["pins"]);
    expect(refusals({ pins: [pin("must-stay", "F1")] }, "co-work")).toEqual(["pins"]);
  });

  it("that say it must move leave handing over only", () => {
    expect(refusals({ pins: [pin("must-move", "F1")] })).toEqual([]);
    expect(refusals({ pins: [pin("must-move", "F1")] }, "co-work")).toEqual(["pins"]);
  });

  it("that name a worker leave that worker, or leave it out", () => {
    const goTo: Parts = { ...two, pins: [pin("must-go-to", "F1", { coverWorkerId: "K1" })] };
    expect([refusals(goTo), refusals(goTo, "handover", "K2")]).toEqual([[], ["pins"]]);
    const never: Parts = { ...two, pins: [pin("never-to", "F1", { coverWorkerId: "K1" })] };
    expect([refusals(never), refusals(never, "handover", "K2")]).toEqual([["pins"], []]);
  });

  it("that say never to a worker keep it from being the second worker too", () => {
    const parts: Parts = { ...two, families: [family("F1", { isTwoToOne: true })], pins: [pin("never-to", "F1", { coverWorkerId: "K2" })] };
    expect(refusals(parts)).toContain("pins");
  });

  it("are about one participant's part of a family when they name it", () => {
    const parts: Parts = {
      participants: [worker("W1"), worker("W2")],
      children: [child("C1", "F1", "W1"), child("C2", "F1", "W2")],
      pins: [pin("must-stay", "F1", { workerId: "W2" })],
    };
    const at = (given: Parts, workerId: string) => refusalsOf(choicesOf(given, "F1", workerId));
    expect([at(parts, "W1"), at(parts, "W2")]).toEqual([[], ["pins"]]);
    expect(at({ ...parts, pins: [pin("must-stay", "F1")] }, "W1")).toEqual(["pins"]);
  });
});

describe("supervision", () => {
  const parts: Parts = {
    participants: [manager("M1")],
    cover: [worker("K1"), manager("K2")],
    children: [],
    supervision: [{ id: "S1", managerId: "M1", points: 5, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" }],
  };

  it("goes to managers only, and is never shared", () => {
    const choices = choicesOf(parts, "S1");
    expect([refusalsOf(choices, "handover", "K1"), refusalsOf(choices, "handover", "K2"), refusalsOf(choices, "co-work", "K2")]).toEqual([["oversight-only"], [], ["oversight-only"]]);
  });
});
