import { describe, expect, it } from "vitest";
import { demandsOf, findConflict, isImpossible, isPossible } from "../../../src/explain/conflict";
import { factElements, limitElements, type Element } from "../../../src/explain/demands";
import { feasibility, type Problem } from "../../../src/explain/feasibility";
import { irreducibleClash } from "../../../src/explain/irreducible";
import type { CaseloadDocument } from "../../../src/model/caseload-document";
import { describeCohort } from "../../../src/model/cohort";
import { reliefTarget } from "../../../src/network/targets";
import { drive } from "../../../src/pipeline/drive";
import { planHandovers, planHandoversAsync } from "../../../src/pipeline/plan-handovers";
import type { RepairChange } from "../../../src/plan/plan";
import { caseloadOf, child, family, parsed, pin, RECORDED, singleFamilies, worker, type Parts } from "../../support/caseload-builder";
import { withFact } from "../../support/changed-facts";
import { hasPlan } from "../../support/has-plan";
import { tinyCaseload } from "../../support/tiny-caseloads";

/** Steps that settle every question about so little. */
const PROOF = 2_000;

/** A search run to its end. */
const ended = <T>(run: Generator<null, T>): T => drive(run, {});

function conflictOf(parts: Parts) {
  const result = planHandovers(caseloadOf(parts));
  if (result.kind !== "infeasible") throw new Error(`not infeasible: ${result.kind}`);
  return result;
}

describe("the search for an irreducible clash", () => {
  it("finds a set none of which can be left out, of any that clash", () => {
    for (let seed = 1; seed < 300; seed++) {
      // Clashes are the sets that hold all of one of these.
      const things = [0, 1, 2, 3, 4, 5, 6, 7];
      const clashes = [1, 2, 3].map((number) => things.filter((thing) => ((seed * 2_654_435_761 * number) >>> (thing + 3)) % 3 === 0));
      const isClash = (inForce: readonly number[]): boolean => clashes.some((clash) => clash.every((thing) => inForce.includes(thing)));
      if (!isClash(things)) continue;
      const found = ended(
        irreducibleClash(things, function* (inForce) {
          yield null;
          return isClash(inForce);
        }),
      );
      expect(isClash(found)).toBe(true);
      for (const thing of found) expect(isClash(found.filter((other) => other !== thing))).toBe(false);
    }
  });
});

describe("a clash", () => {
  it("names what the third would need and what stands in the way, in words", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F2", "W1"), child("C3", "F3", "W1", { points: 9 })];
    const { conflict, repairs } = conflictOf({
      children,
      families: [family("F3", { languages: ["polish"] })],
      cover: [worker("K1", { maximumChildren: 1 })],
      policy: { reliefFloor: { numerator: 11, denominator: 30 } },
      rules: { "co-working": { mode: "off" } },
    });
    // Base 17, so 6.24 points; F1 or F2 alone gives 3.5, and F3 would give 8.5.
    expect(conflict.map(({ sentence }) => sentence)).toEqual(["W1 is to get at least 6.24 points; only F1 and F2 may move.", "K1 may take 1 more children at most.", "K1 does not speak polish."]);
    expect(repairs.map(({ sentence }) => sentence)).toEqual([
      "It would be possible if W1 got 3.5 points instead of 6.24.",
      "It would be possible if the floor was 20 % of everybody's work and not 11/30.",
      "It would be possible if K1 could hold 1 child more.",
      "It would be possible if 5 points of cover were added in Dorchester, by people like K1.",
      "It would be possible if K1 spoke polish.",
    ]);
    expect(repairs[2]!.buys).toMatchObject({ participantsWithBase: 1, changesOfWorker: 4 });
  });

  it("says of a pin to a cover worker without any capacity that it has none, and of moving where nobody has", () => {
    const cover = [worker("K1", { capacityPoints: 0 }), worker("K2")];
    const sentences = (parts: Parts): readonly string[] => conflictOf({ children: singleFamilies(1), ...parts }).conflict.map(({ sentence }) => sentence);
    expect(sentences({ cover, pins: [pin("must-go-to", "F1", { coverWorkerId: "K1" })] })).toEqual(["F1 must go to K1, which has no capacity."]);
    expect(sentences({ cover: cover.slice(0, 1), pins: [pin("must-move", "F1")] })).toEqual(["F1 must move, and no cover worker has capacity."]);
  });

  it("has a repair for pins, pairs and room, with the least amount", () => {
    const clash = conflictOf({ children: singleFamilies(3), cover: [worker("K1", { capacityPoints: 10 })], pins: ["F1", "F2", "F3"].map((id) => pin("must-move", id)) });
    expect(clash.repairs.map(({ changes }) => changes.map(({ rule, ids, amount }) => [rule, ids[0], amount]))).toEqual([
      [["pins", "F1", null]],
      [["pins", "F2", null]],
      [["pins", "F3", null]],
      // 3 × 4.5 is 13.5.
      [["cover-capacity", "K1", 4]],
      // Somebody further needs room for one of them whole.
      [["cover-capacity", "K1", 5]],
    ]);
    const pair = conflictOf({ children: singleFamilies(2), keepApart: [["F1", "F2"]], pins: [pin("must-go-to", "F1", { coverWorkerId: "K1" }), pin("must-go-to", "F2", { coverWorkerId: "K1" })] });
    expect(pair.repairs.map(({ sentence }) => sentence).sort()).toEqual(["It would be possible if F1 and F2 need not be kept apart.", "It would be possible if F1 need not go to K1.", "It would be possible if F2 need not go to K1."]);
  });
});

describe("a cover team without capacity", () => {
  it("is mended by cover in the area of the families, which the plan then takes", () => {
    const parts: Parts = { children: singleFamilies(3), cover: [worker("K1", { capacityPoints: 0 })], policy: { reliefFloor: { numerator: 1, denominator: 4 } }, rules: { "co-working": { mode: "off" } } };
    const cover = conflictOf(parts).repairs.flatMap(({ changes }) => changes).find(({ area }) => area !== null)!;
    expect(cover).toMatchObject({ kind: "limit", ids: ["K1"], amount: 5, area: "Dorchester" });
    const kindWith = (capacityPoints: number): string => planHandovers(caseloadOf({ ...parts, cover: [...parts.cover!, worker("K2", { capacityPoints, area: "Dorchester" })] })).kind;
    expect([4, 5].map(kindWith)).toEqual(["infeasible", "plan"]);
  });
});

describe("pins that clash with one another", () => {
  it("are told apart in the repairs", () => {
    const { conflict, repairs } = conflictOf({ children: singleFamilies(2), pins: [pin("must-stay", "F1"), pin("must-move", "F1")] });
    expect(conflict.map(({ sentence }) => sentence).sort()).toEqual(["F1 must move.", "F1 must stay."]);
    expect(repairs.map(({ sentence }) => sentence)).toEqual(["It would be possible if F1 need not move.", "It would be possible if F1 need not stay."]);
  });
});

/** A tiny caseload that more is demanded of than usual. */
function demanding(seed: number): CaseloadDocument {
  const document = tinyCaseload(seed, { families: 3 });
  const floor = seed % 3 === 0 ? { reliefFloor: { numerator: 1, denominator: 3 } } : {};
  const own = new Set(document.cohort.participants.map(({ workerId }) => workerId));
  const families = [...new Map(document.children.filter(({ allocatedWorkerId }) => own.has(allocatedWorkerId)).map(({ familyId, allocatedWorkerId }) => [familyId, allocatedWorkerId])).entries()];
  const pinned = seed % 3 === 1 ? families.slice(0, 3).map(([familyId, workerId]) => ({ kind: "must-move" as const, familyId, workerId, ...RECORDED })) : [];
  const pins = (document.pins ?? []).filter(({ familyId }) => !pinned.some((other) => other.familyId === familyId));
  return { ...document, policy: { ...document.policy, ...floor }, pins: [...pins, ...pinned] };
}

function problemOf(document: CaseloadDocument): { readonly problem: Problem; readonly demands: readonly Element[] } {
  const caseload = parsed(document);
  const cohort = describeCohort(caseload);
  const floors = new Map(cohort.participants.flatMap((participant) => {
    const { base, floor } = reliefTarget(participant, cohort);
    return floor === null || base === 0 ? [] : [[participant.worker.id, floor] as const];
  }));
  const problem: Problem = { caseload, floors, lifted: new Set() };
  return { problem, demands: ended(demandsOf(problem, "relief-floor")) };
}

const isPlannable = (document: CaseloadDocument): boolean => hasPlan(parsed(document));

/** What planning says of so much demanded, once for all tests. */
const planned = new Map<number, ReturnType<typeof planHandovers>>();
function planOfDemands(seed: number): ReturnType<typeof planHandovers> {
  if (!planned.has(seed)) planned.set(seed, planHandovers(parsed(demanding(seed))));
  return planned.get(seed)!;
}

describe("the clashes of tiny caseloads", () => {
  it("are irreducible: with any one part left out, what is left can be met", () => {
    let clashes = 0;
    const rules = new Set<string>();
    for (let seed = 8000; seed < 8060; seed++) {
      const document = demanding(seed);
      const result = planOfDemands(seed);
      const { problem, demands } = problemOf(document);
      expect(ended(feasibility(problem, PROOF)), `seed ${seed}`).toBe(result.kind === "plan" ? "possible" : "impossible");
      expect(isPlannable(document), `seed ${seed}`).toBe(result.kind === "plan");
      if (result.kind !== "infeasible") continue;
      clashes++;
      for (const part of result.conflict) rules.add(part.rule);
      // Everything that could be left out and is not of the clash is left out.
      const named = new Set(result.conflict.map((part) => JSON.stringify(part)));
      const others = demands.filter(({ part }) => !named.has(JSON.stringify(part)));
      const bare = others.reduce((changed, element) => element.leaveOut(changed), problem);
      const around = [...limitElements(describeCohort(bare.caseload)), ...ended(factElements(bare))];
      const clash = [...demands, ...around].filter(({ part }) => named.has(JSON.stringify(part)));
      expect(clash.map(({ part }) => part)).toEqual(result.conflict);
      const core = around.filter(({ part }) => !named.has(JSON.stringify(part))).reduce((changed, element) => element.leaveOut(changed), bare);
      expect(ended(isImpossible(core, PROOF)), `seed ${seed}`).toBe(true);
      for (const element of clash) expect(ended(isPossible(element.leaveOut(core), PROOF)), `seed ${seed} without ${element.part.sentence}`).toBe(true);
    }
    expect(clashes).toBeGreaterThan(15);
    expect([...rules]).toEqual(expect.arrayContaining(["pins", "relief-floor", "cover-capacity", "family-wish-to-stay"]));
  }, 300_000);

  it("have repairs after each of which a plan is found, and none by less", () => {
    let applied = 0;
    let floors = 0;
    for (let seed = 8000; seed < 8060; seed++) {
      const document = demanding(seed);
      const { problem } = problemOf(document);
      const result = planOfDemands(seed);
      if (result.kind !== "infeasible") continue;
      const facts = new Map(ended(factElements(problem)).flatMap(({ source }) => (source.kind === "fact" ? [[source.fact.condition, source.fact] as const] : [])));
      for (const { changes, sentence } of result.repairs) {
        const repaired = repair(document, changes, facts, 0);
        if (repaired === null) continue;
        applied++;
        if (changes.some(({ rule, ids }) => rule === "relief-floor" && ids.length === 0)) floors++;
        expect(planHandovers(parsed(repaired)).kind, `seed ${seed}: ${sentence}`).toBe("plan");
        const lesser = repair(document, changes, facts, 1);
        if (lesser !== null && changes.some(({ amount }) => amount !== null)) expect(isPlannable(lesser), `seed ${seed}: less than ${sentence}`).toBe(false);
      }
    }
    expect(applied).toBeGreaterThan(15);
    expect(floors).toBeGreaterThan(3);
  }, 300_000);

  it("can be mended by one floor for all, where a floor for each would be many", () => {
    const names = ["W1", "W2", "W3", "W4", "W5", "W6"];
    const children = names.map((id, index) => child(`C${index}`, `F${index}`, id));
    const { repairs } = conflictOf({ participants: names.map((id) => worker(id)), children, families: names.map((_, index) => family(`F${index}`, { wish: "stay" })), policy: { reliefFloor: { numerator: 1, denominator: 5 } }, rules: { "co-working": { mode: "off" } } });
    expect(repairs.map(({ sentence }) => sentence)).toContain("It would be possible if the floor was 0 % of everybody's work and not 20 %.");
  });
});

/** The document with an event on another day. */
function moved(document: CaseloadDocument, { familyId, childId, eventKind, from }: NonNullable<RepairChange["move"]>, to: string): CaseloadDocument {
  const isIt = (row: NonNullable<CaseloadDocument["events"]>[number]): boolean => row.familyId === familyId && (row.childId ?? null) === childId && row.kind === eventKind && row.date === from;
  return { ...document, events: document.events!.map((row) => (isIt(row) ? { ...row, date: to } : row)) };
}

const DAY_MS = 86_400_000;
const isoDay = (from: string, days: number): string => new Date(Date.parse(`${from}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

describe("an event that stands in the way", () => {
  const pins = [pin("must-move", "F1")];
  const caseload = (date: string, kind = "review"): Parts => ({ children: [child("C1", "F1", "W1")], rules: { "co-working": { mode: "off" } }, pins, events: [{ familyId: "F1", kind, date }] });

  it("is moved to the nearest day that lets the family move, and the plan is found with that day and with none nearer", () => {
    // Takeover days are 2018-09-03 to 2018-10-01, hand-back days 2018-11-26 to 2018-12-14; fifteen of these and ten working days on either side of the review.
    const { repairs } = conflictOf({ ...caseload("2018-12-05"), policy: { handBackDaysAfter: 10 } });
    expect(repairs).toHaveLength(2);
    const { changes, sentence } = repairs[1]!;
    const { move } = changes[0]!;
    expect(move).toMatchObject({ familyId: "F1", childId: null, eventKind: "review", from: "2018-12-05" });
    expect(sentence).toBe(`It would be possible if the review of F1 were on ${move!.to} instead of 2018-12-05.`);
    const distance = Math.abs(Date.parse(move!.to) - Date.parse(move!.from)) / DAY_MS;
    const kindOn = (to: string): string => planHandovers(caseloadOf({ ...caseload(to), policy: { handBackDaysAfter: 10 } })).kind;
    expect(kindOn(move!.to)).toBe("plan");
    for (let days = 1; days < distance; days++) for (const to of [isoDay("2018-12-05", -days), isoDay("2018-12-05", days)]) expect([to, kindOn(to)]).toEqual([to, "infeasible"]);
  });

  it("is not moved where nobody sets its date", () => {
    const { repairs } = conflictOf({ ...caseload("2018-12-05", "return-home"), policy: { handBackDaysAfter: 10 } });
    expect(repairs.map(({ changes }) => changes[0]!)).toMatchObject([{ kind: "demand" }, { kind: "fact", move: null, condition: "the return home of F1 on 2018-12-05 lay outside the programme" }]);
  });

  it("is moved in tiny caseloads to a day with which there is a plan, nearer ones having none", () => {
    let moves = 0;
    let nearer = 0;
    for (let seed = 8200; seed < 8310; seed++) {
      const tiny = demanding(seed * 3 + 1);
      const familyId = tiny.pins?.find(({ kind, familyId }) => kind === "must-move" && familyId != null)?.familyId;
      if (familyId == null) continue;
      // Around the end of the programme: no hand-back in the way of which it does not stand.
      const end = isoDay(tiny.programme.startDate, 7 * tiny.programme.weeks + (seed % 12));
      const document: CaseloadDocument = { ...tiny, events: [...(tiny.events ?? []), { familyId, kind: "review", date: end }], policy: { ...tiny.policy, handBackDaysAfter: 10 } };
      const result = planHandovers(parsed(document));
      if (result.kind !== "infeasible") continue;
      for (const { changes, sentence } of result.repairs) {
        const [only] = changes;
        if (only === undefined || changes.length > 1 || only.move === null) continue;
        const { move } = only;
        moves++;
        expect(planHandovers(parsed(moved(document, move, move.to))).kind, `seed ${seed}: ${sentence}`).toBe("plan");
        const distance = Math.abs(Date.parse(move.to) - Date.parse(move.from)) / DAY_MS;
        for (const days of [1, distance >> 1, distance - 1]) {
          for (const to of [isoDay(move.from, -days), isoDay(move.from, days)]) {
            const day = new Date(`${to}T00:00:00Z`).getUTCDay();
            if (days < 1 || days >= distance || day === 0 || day === 6 || to <= document.asOf || document.programme.nonWorkingDays?.includes(to) === true) continue;
            nearer++;
            expect(isPlannable(moved(document, move, to)), `seed ${seed}: ${to} instead of ${move.to}`).toBe(false);
          }
        }
      }
    }
    expect(moves).toBeGreaterThan(4);
    expect(nearer).toBeGreaterThan(8);
  }, 300_000);
});

/** The document with the changes made, amounts less so many units; null for changes that the document cannot say. */
function repair(document: CaseloadDocument, changes: readonly RepairChange[], facts: ReadonlyMap<string, Parameters<typeof withFact>[1]>, less: number): CaseloadDocument | null {
  return changes.reduce((made: CaseloadDocument | null, { kind, rule, ids, amount, area, move, condition }) => {
    if (made === null) return null;
    if (move !== null) return moved(made, move, move.to);
    if (area !== null) return withCover(made, ids[0]!, area, amount! - less);
    const withWorker = (change: (row: CaseloadDocument["workers"][number]) => object): CaseloadDocument => ({ ...made, workers: made.workers.map((row) => (row.id === ids[0] ? { ...row, ...change(row) } : row)) });
    if (kind === "fact") return withFact(made, facts.get(condition)!);
    if (rule === "pins") {
      const pins = made.pins?.filter((row) => JSON.stringify([row.familyId, row.supervisionId, row.workerId, row.coverWorkerId].filter((id) => id != null)) !== JSON.stringify(ids));
      return pins?.length === (made.pins?.length ?? 0) - 1 ? { ...made, pins } : null;
    }
    if (rule === "relief-floor" && ids.length === 0) {
      const { numerator, denominator } = made.policy!.reliefFloor!;
      return { ...made, policy: { ...made.policy, reliefFloor: { numerator: Math.ceil((100 * numerator) / denominator) - amount! + less, denominator: 100 } } };
    }
    if (rule === "keep-together" || rule === "keep-apart") return null;
    if (rule === "cover-capacity") {
      const row = made.workers.find(({ id }) => id === ids[0])!;
      if (row.fte !== 1 || (row.reductions ?? []).length > 0 || row.capacityPoints == null) return null;
      return withWorker(() => ({ capacityPoints: row.capacityPoints! + amount! - less }));
    }
    if (rule === "cover-children") return withWorker((row) => ({ maximumChildren: (row.maximumChildren ?? made.policy?.rules?.["cover-children"]?.limit ?? 15) + amount! - less }));
    return null;
  }, document);
}

/** The document with more people like a cover worker there is, who have nothing to do yet. */
function withCover(document: CaseloadDocument, like: string, area: string, points: number): CaseloadDocument {
  const { role, grade, team, employment, certificates, languages, gender } = document.workers.find(({ id }) => id === like)!;
  const one = { id: "K99", role, grade, team, employment, maximumChildren: 512, certificates, languages, gender, area, fte: 1, capacityPoints: points };
  return { ...document, workers: [...document.workers, one], cohort: { ...document.cohort, coverWorkerIds: [...document.cohort.coverWorkerIds, "K99"] } };
}

describe("a clash looked for in a run that is over", () => {
  const document = { cover: [worker("K1")], children: singleFamilies(3), pins: [pin("must-stay", "F1"), pin("must-move", "F1"), pin("must-move", "F2")] };

  it("names what was not left out by then, and no repairs", () => {
    const cohort = describeCohort(caseloadOf(document));
    const all = ended(demandsOf({ caseload: cohort.caseload, floors: new Map(), lifted: new Set() }, "relief-floor")).map(({ part }) => part);
    const whole = ended(findConflict(cohort));
    expect(whole.conflict.length).toBeLessThan(all.length);
    expect(whole.repairs).not.toEqual([]);
    expect(ended(findConflict(cohort, () => true)).conflict).toEqual(all);
    for (let reads = 0; reads < 60; reads += 3) {
      let read = 0;
      const { conflict, repairs } = ended(findConflict(cohort, () => read++ >= reads));
      // Whatever is left out, the pins that clash are always in it.
      for (const part of whole.conflict.filter(({ rule }) => rule === "pins")) expect(conflict).toContainEqual(part);
      expect([[], whole.repairs]).toContainEqual(repairs);
    }
  });

  it("keeps to the run's steps, and says when they were too few to show that each part is needed", () => {
    const caseload = caseloadOf(document);
    const cohort = describeCohort(caseload);
    const all = ended(demandsOf({ caseload, floors: new Map(), lifted: new Set() }, "relief-floor")).map(({ part }) => part);
    const whole = ended(findConflict(cohort));
    const isSaid = ({ sentence }: { readonly sentence: string }): boolean => sentence.includes("A limit was reached");
    expect(isSaid(whole)).toBe(false);
    let least = Infinity;
    for (let steps = 1; steps < 80; steps++) {
      const found = planHandovers(caseload, { stepLimit: steps });
      if (found.kind !== "infeasible") throw new Error(found.kind);
      for (const part of whole.conflict.filter(({ rule }) => rule === "pins")) expect(found.conflict).toContainEqual(part);
      if (!isSaid(found)) expect(found.conflict).toEqual(whole.conflict);
      if (steps === 1) expect(found).toMatchObject({ conflict: all, repairs: [] });
      if (!isSaid(found)) least = Math.min(least, steps);
    }
    expect(least).toBeGreaterThan(4);
    expect(least).toBeLessThan(80);
  });

  it("ends soon after a signal that comes while it is looked for", async () => {
    const caseload = caseloadOf(document);
    const whole = planHandovers(caseload);
    let isCutShort = false;
    for (let turns = 4; turns < 200; turns += 14) {
      const signal = { aborted: false };
      let since = 0;
      let isDone = false;
      const count = (left: number): void => {
        signal.aborted = left <= 0;
        if (signal.aborted) since++;
        if (!isDone) setImmediate(count, left - 1);
      };
      setImmediate(count, turns);
      const result = await planHandoversAsync(caseload, { signal });
      isDone = true;
      expect(since).toBeLessThan(40);
      if (since === 0) expect(result).toEqual(whole);
      else if (result.kind === "infeasible") isCutShort = true;
    }
    expect(isCutShort).toBe(true);
  });

  it("is told of a run that passed its limit", () => {
    let time = 0;
    // The clock stands while the options are listed.
    const result = planHandovers(caseloadOf(document), { timeLimitMs: 1_000, now: () => (time++ < 8 ? 0 : 2_000) });
    expect(result).toMatchObject({ kind: "infeasible", repairs: [] });
  });
});
