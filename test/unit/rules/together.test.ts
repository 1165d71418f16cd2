import { describe, expect, it } from "vitest";
import { formatDay } from "../../../src/base/calendar";
import type { Option } from "../../../src/model/option";
import { listChoices } from "../../../src/network/choices";
import { LIMIT_RULES } from "../../../src/rules";
import { capacityStretches } from "../../../src/rules/cover-capacity";
import type { RuleId } from "../../../src/model/rule-settings";
import { caseloadOf, child, cohortOf, day, decisionAbout, family, manager, pin, planOf, RECORDED, singleFamilies, WEIGHTING, worker, type Parts } from "../../support/caseload-builder";
import { allCapacityLimits } from "../../support/capacity-limits";
import { checkPlan } from "../../../src/pipeline/check-plan";

/** What is done with each unit: "K1" handed over, "+K1" shared, "" stays; by family, and by worker or group after a slash. */
type Choice = Readonly<Record<string, string>>;

function chosen(parts: Parts, choice: Choice): { readonly options: readonly Option[]; readonly cohort: ReturnType<typeof cohortOf> } {
  const cohort = cohortOf(parts);
  const options = listChoices(cohort).map(({ unit, options: all }) => {
    const want = choice[`${unit.id}/${unit.worker.id}`] ?? choice[`${unit.id}/${unit.kind === "family" ? unit.children[0]!.id : ""}`] ?? choice[unit.id] ?? "";
    const mode = want === "" ? "stay" : want.startsWith("+") ? "co-work" : "handover";
    const found = all.find((option) => option.mode === mode && (mode === "stay" || option.placement!.cover.id === want.replace("+", "")));
    if (found === undefined) throw new Error(`${unit.id} cannot be ${mode} ${want}`);
    return found;
  });
  return { options, cohort };
}

/** Rules that the choice breaks by what it does together. */
function broken(parts: Parts, choice: Choice): readonly RuleId[] {
  const { options, cohort } = chosen(parts, choice);
  const limits = [
    ...allCapacityLimits(options, cohort),
    ...LIMIT_RULES.filter((rule) => cohort.caseload.policy.rules[rule.id].mode === "hard").flatMap((rule) => rule.limits(options, cohort)),
  ];
  return [...new Set(limits.filter((limit) => options.reduce((sum, option) => sum + limit.amountOf(option), 0) > limit.most).map(({ rule }) => rule))];
}

const three: Parts = { children: singleFamilies(3), cover: [worker("K1"), worker("K2")] };

describe("cover capacity", () => {
  const with8 = (fields: Parameters<typeof worker>[1] = {}): Parts => ({ ...three, cover: [worker("K1", { capacityPoints: 9, ...fields }), worker("K2")] });

  it("is filled to the last hundredth and no further", () => {
    expect(broken(with8(), { F1: "K1", F2: "K1" })).toEqual([]);
    expect(broken(with8({ capacityPoints: 8.99 }), { F1: "K1", F2: "K1" })).toEqual(["cover-capacity"]);
    expect(broken(with8({ capacityPoints: 8.99 }), { F1: "K1", F2: "+K1" })).toEqual([]);
  });

  it("leaves out what the cover worker carries already", () => {
    expect(broken(with8({ stablePoints: 0.01 }), { F1: "K1", F2: "K1" })).toEqual(["cover-capacity"]);
    const held: Parts = { ...with8({ capacityPoints: 13 }), children: [...singleFamilies(3), child("C9", "F9", "K1")] };
    expect(broken(held, { F1: "K1", F2: "K1" })).toEqual([]);
    expect(broken({ ...held, coWork: [{ familyId: "F3", workerId: "K1", points: 0.5 }] }, { F1: "K1", F2: "K1" })).toEqual(["cover-capacity"]);
  });

  it("adds nothing where existing work is above it already, and minds no more than that", () => {
    expect(broken(with8({ stablePoints: 20 }), { F1: "K1" })).toEqual(["cover-capacity"]);
    expect(broken(with8({ stablePoints: 20 }), {})).toEqual([]);
    expect(broken(with8({ stablePoints: 20 }), { F1: "K2" })).toEqual([]);
  });

  it("holds on every day, so that a cut in one week counts", () => {
    const reductions = [{ from: "2018-11-05", to: "2018-11-09", share: 0.3, reason: "panel" }, { from: "2018-11-07", to: "2018-11-07", share: 0.3, points: 0.2, reason: "training" }];
    expect(broken(with8({ reductions }), { F1: "K1" })).toEqual(["cover-capacity"]);
    expect(broken(with8({ reductions: reductions.slice(0, 1) }), { F1: "K1" })).toEqual([]);
    // On the day of both: 9 × 0.4 − 0.2 = 3.4 points.
    const { options, cohort } = chosen(with8({ reductions }), { F1: "K1" });
    const stretch = capacityStretches(cohort.worker("K1"), options, cohort).find(({ from, to }) => from <= day("2018-11-07") && day("2018-11-07") <= to)!;
    expect([stretch.capacity, formatDay(stretch.from), formatDay(stretch.to)]).toEqual([340, "2018-11-07", "2018-11-07"]);
  });

  it("does not mind a cut at a weekend", () => {
    expect(broken(with8({ reductions: [{ from: "2018-11-10", to: "2018-11-11", share: 1, reason: "none" }] }), { F1: "K1", F2: "K1" })).toEqual([]);
  });

  it("is nothing on long leave, and stands on short leave", () => {
    expect(broken(with8({ leave: [{ from: "2018-10-15", to: "2018-10-26" }] }), { F1: "K1" })).toEqual([]);
    expect(broken(with8({ leave: [{ from: "2018-10-15", to: "2018-10-29" }] }), { F1: "K1" })).toEqual(["cover-capacity"]);
  });

  it("is free again when a case closes", () => {
    const parts: Parts = { ...with8({ reductions: [{ from: "2018-11-05", to: "2018-11-30", points: 4.5, reason: "panel" }] }), children: [child("C1", "F1", "W1", { closesOn: "2018-11-05" }), child("C2", "F2", "W1")] };
    expect(broken(parts, { F1: "K1", F2: "K1" })).toEqual([]);
    expect(broken({ ...parts, children: [child("C1", "F1", "W1", { closesOn: "2018-11-06" }), child("C2", "F2", "W1")] }, { F1: "K1", F2: "K1" })).toEqual(["cover-capacity"]);
  });

  it("keeps the reserve free", () => {
    const rules: Parts["rules"] = { reserve: { limit: 10 } };
    expect(broken({ ...with8({ capacityPoints: 10 }), rules }, { F1: "K1", F2: "K1" })).toEqual([]);
    expect(broken({ ...with8({ capacityPoints: 9.99 }), rules }, { F1: "K1", F2: "K1" })).toEqual(["cover-capacity"]);
    expect(broken({ ...with8(), rules: { reserve: { limit: 10, mode: "off" } } }, { F1: "K1", F2: "K1" })).toEqual([]);
  });

  it("of the second worker carries the companion's points", () => {
    const parts: Parts = { families: [family("F1", { isTwoToOne: true })], cover: [worker("K1"), worker("K2", { capacityPoints: 1 })], weightingScheme: { ...WEIGHTING, companionPoints: 1 } };
    expect(broken(parts, { F1: "K1" })).toEqual([]);
    expect(broken({ ...parts, cover: [worker("K1"), worker("K2", { capacityPoints: 1, stablePoints: 0.01 })] }, { F1: "K1" })).toEqual(["cover-capacity"]);
  });
});

describe("cover children", () => {
  const siblings: Parts = { ...three, children: [child("C1", "F1", "W1"), child("C2", "F1", "W1"), child("C3", "F2", "W1")], rules: { "cover-children": { limit: 2 } } };

  it("counts children and not families, handed over and not shared", () => {
    expect(broken(siblings, { F1: "K1", F2: "+K1" })).toEqual([]);
    expect(broken(siblings, { F1: "K1", F2: "K1" })).toEqual(["cover-children"]);
    expect(broken({ ...siblings, rules: { "cover-children": { mode: "off" } } }, { F1: "K1", F2: "K1" })).toEqual([]);
  });

  it("counts those held already, and follows the worker's own limit", () => {
    expect(broken({ ...siblings, children: [...siblings.children!, child("C9", "F9", "K1")] }, { F2: "K1" })).toEqual([]);
    expect(broken({ ...siblings, children: [...siblings.children!, child("C9", "F9", "K1")] }, { F1: "K1" })).toEqual(["cover-children"]);
    expect(broken({ ...siblings, cover: [worker("K1", { maximumChildren: 3 }), worker("K2")] }, { F1: "K1", F2: "K1" })).toEqual([]);
    expect(broken({ ...siblings, cover: [worker("K1", { maximumChildren: 1 }), worker("K2")] }, { F1: "K1" })).toEqual(["cover-children"]);
  });
});

describe("the protected maximum of a newly qualified worker", () => {
  const parts: Parts = { ...three, cover: [worker("K1", { grade: "asye" }), worker("K2")], rules: { "asye-maximum": { limit: 1 } } };

  it("bites for that grade only", () => {
    expect(broken(parts, { F1: "K1" })).toEqual([]);
    expect(broken(parts, { F1: "K1", F2: "K1" })).toEqual(["asye-maximum"]);
    expect(broken(parts, { F1: "K2", F2: "K2" })).toEqual([]);
    expect(broken({ ...parts, rules: { "asye-maximum": { mode: "off" } } }, { F1: "K1", F2: "K1" })).toEqual([]);
  });
});

describe("visits capacity", () => {
  const parts = (visitsCapacity: number | null, more: Parts = {}): Parts => ({ ...three, cover: [worker("K1", { visitsCapacity }), worker("K2")], ...more });

  it("counts the visits due in the window, and a share of those shared", () => {
    // Three visits each; a shared family has one and a half, rounded up.
    expect(broken(parts(6), { F1: "K1", F2: "K1" })).toEqual([]);
    expect(broken(parts(5), { F1: "K1", F2: "K1" })).toEqual(["visits-capacity"]);
    expect(broken(parts(5), { F1: "K1", F2: "+K1" })).toEqual([]);
    expect(broken(parts(4), { F1: "K1", F2: "+K1" })).toEqual(["visits-capacity"]);
    expect(broken(parts(null), { F1: "K1", F2: "K1", F3: "K1" })).toEqual([]);
    expect(broken(parts(0, { rules: { "visits-capacity": { mode: "off" } } }), { F1: "K1" })).toEqual([]);
  });

  it("counts those to the cover worker's own families", () => {
    expect(broken(parts(6, { children: [...singleFamilies(3), child("C9", "F9", "K1")] }), { F1: "K1" })).toEqual([]);
    expect(broken(parts(5, { children: [...singleFamilies(3), child("C9", "F9", "K1")] }), { F1: "K1" })).toEqual(["visits-capacity"]);
  });
});

describe("the span of supervision", () => {
  const item = (id: string, managerId: string) => ({ id, managerId, points: 3, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" });
  const parts: Parts = {
    participants: [manager("M1")],
    cover: [manager("K1")],
    children: [],
    supervision: [item("S1", "M1"), item("S2", "M1"), item("S9", "K1")],
    rules: { "supervision-span": { limit: 2 } },
  };

  it("counts those supervised already", () => {
    expect(broken(parts, { S1: "K1" })).toEqual([]);
    expect(broken(parts, { S1: "K1", S2: "K1" })).toEqual(["supervision-span"]);
    expect(broken({ ...parts, rules: { "supervision-span": { mode: "off" } } }, { S1: "K1", S2: "K1" })).toEqual([]);
  });
});

describe("sharing", () => {
  it("is for at most three families of a participant", () => {
    const parts: Parts = { participants: [worker("W1"), worker("W2")], children: [...singleFamilies(4), child("C9", "F9", "W2")] };
    expect(broken(parts, { F1: "+K1", F2: "+K1", F3: "+K1", F9: "+K1" })).toEqual([]);
    expect(broken(parts, { F1: "+K1", F2: "+K1", F3: "+K1", F4: "+K1" })).toEqual(["co-working"]);
    expect(broken({ ...parts, rules: { "co-working": { limit: 1 } } }, { F1: "+K1", F2: "+K1" })).toEqual(["co-working"]);
  });
});

describe("families to be kept apart", () => {
  const parts: Parts = { ...three, keepApart: [["F1", "F2"]] };

  it("never share a cover worker, handed over or shared", () => {
    expect(broken(parts, { F1: "K1", F2: "K1" })).toEqual(["keep-apart"]);
    expect(broken(parts, { F1: "K1", F2: "+K1" })).toEqual(["keep-apart"]);
    expect(broken(parts, { F1: "K1", F2: "K2" })).toEqual([]);
    expect(broken(parts, { F1: "K1", F3: "K1" })).toEqual([]);
    expect(broken({ ...parts, rules: { "keep-apart": { mode: "off" } } }, { F1: "K1", F2: "K1" })).toEqual([]);
  });

  it("share no second worker either", () => {
    const twoToOne: Parts = { ...parts, cover: [worker("K1"), worker("K2")], families: [family("F1", { isTwoToOne: true })] };
    expect(broken(twoToOne, { F1: "K1", F2: "K2" })).toEqual(["keep-apart"]);
  });

  it("may each have several parts with one worker", () => {
    const groups: Parts = {
      ...parts,
      children: [child("C1", "F1", "W1"), child("C2", "F1", "W1"), child("C3", "F2", "W1")],
      exceptions: [{ kind: "split-family", familyId: "F1", workerId: "W1", groups: [["C1"], ["C2"]], ...RECORDED }],
    };
    expect(broken(groups, { "F1/C1": "K1", "F1/C2": "K1", F2: "" })).toEqual([]);
    expect(broken(groups, { "F1/C1": "K1", "F1/C2": "K2", F2: "K2" })).toEqual(["keep-apart"]);
    const holders: Parts = { ...parts, participants: [worker("W1"), worker("W2")], children: [child("C1", "F1", "W1"), child("C2", "F1", "W2"), child("C3", "F2", "W1")] };
    expect(broken(holders, { "F1/W1": "K1", "F1/W2": "K1", F2: "K2" })).toEqual([]);
  });
});

describe("families to be kept together", () => {
  const parts: Parts = { ...three, keepTogether: [["F1", "F2"]] };

  it("of one participant go to the same cover worker, or both stay", () => {
    expect(broken(parts, { F1: "K1", F2: "K1" })).toEqual([]);
    expect(broken(parts, {})).toEqual([]);
    for (const choice of [{ F1: "K1" }, { F2: "K1" }, { F1: "K1", F2: "K2" }, { F1: "K1", F2: "+K1" }]) expect(broken(parts, choice), JSON.stringify(choice)).toEqual(["keep-together"]);
    expect(broken(parts, { F1: "+K1", F2: "+K2" })).toEqual([]);
    expect(broken({ ...parts, rules: { "keep-together": { mode: "off" } } }, { F1: "K1", F2: "K2" })).toEqual([]);
  });

  it("of two participants go to the same cover worker if both move", () => {
    const two: Parts = { ...parts, participants: [worker("W1"), worker("W2")], children: [child("C1", "F1", "W1"), child("C2", "F2", "W2")] };
    for (const choice of [{ F1: "K1" }, { F2: "K1" }, { F1: "K1", F2: "K1" }, { F1: "K1", F2: "+K2" }]) expect(broken(two, choice), JSON.stringify(choice)).toEqual([]);
    expect(broken(two, { F1: "K1", F2: "K2" })).toEqual(["keep-together"]);
  });

  it("in a group of three all go the same way", () => {
    const group: Parts = { ...three, keepTogether: [["F1", "F2", "F3"]] };
    expect(broken(group, { F1: "K1", F2: "K1", F3: "K1" })).toEqual([]);
    expect(broken(group, { F1: "K1", F2: "K1" })).toEqual(["keep-together"]);
  });
});

describe("what several decisions do together", () => {
  it("is kept by the plan, and found by its check", () => {
    const caseload = caseloadOf({ ...three, keepTogether: [["F1", "F2"]], pins: [pin("must-move", "F1")] });
    const plan = planOf(caseload);
    expect(decisionAbout(plan, "F2")).toMatchObject({ mode: "handover", coverWorkerId: decisionAbout(plan, "F1").coverWorkerId });
    const parted = plan.decisions.map((decision) => (decision.id === "F2" ? { kind: decision.kind, id: "F2", participantId: "W1", mode: "stay" } : decision));
    const check = checkPlan(caseload, { schemaVersion: 1, caseloadDigest: caseload.digest, decisions: parted });
    expect(check.kind === "ok" && check.value.breaches.map(({ rule }) => rule)).toEqual(["keep-together"]);
  });
});
