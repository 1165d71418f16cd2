import { describe, expect, it } from "vitest";
import { generateCaseload } from "../../../src/generate";
import { groupTable, type GroupsDocument } from "../../../src/explain/group-impact";
import { impactOf } from "../../../src/explain/impact";
import { planHandovers } from "../../../src/pipeline/plan-handovers";
import type { Plan } from "../../../src/plan/plan";
import { caseloadOf, child, parsed, planOf, worker } from "../../support/caseload-builder";
import { hasPlan } from "../../support/has-plan";
import { dice, tinyCaseload } from "../../support/tiny-caseloads";

const lookedAfter = caseloadOf({
  children: [child("C1", "F1", "W1", { status: "looked-after", visitIntervalWorkingDays: 10 }), child("C2", "F2", "W1", { points: 9 })],
  pins: [{ kind: "must-move", familyId: "F1", author: "lead", reason: "agreed" }],
});

describe("the impact of a plan", () => {
  it("lists an episode that ends, one with the cover worker, and one that begins again", () => {
    const plan = planOf(lookedAfter);
    const decision = plan.decisions.find(({ id }) => id === "F1")!;
    const impact = impactOf(lookedAfter, plan);
    expect(impact.episodes).toEqual([
      { childId: "C1", workerId: "W1", from: null, to: decision.takeoverDate, reason: null },
      { childId: "C1", workerId: "K1", from: decision.takeoverDate, to: decision.handBackDate, reason: "MANAGE" },
      { childId: "C1", workerId: "W1", from: decision.handBackDate, to: null, reason: "MANAGE" },
    ]);
    expect([impact.newEpisodes, impact.childrenWithNewEpisodes]).toEqual([2, 1]);
    expect(impactOf(lookedAfter, plan, { reason: "ABSENC" }).episodes.map(({ reason }) => reason)).toEqual([null, "ABSENC", "ABSENC"]);
  });

  it("counts as many changes of worker as the plan, and episodes that never overlap", () => {
    let moved = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const caseload = parsed(tinyCaseload(seed));
      if (!hasPlan(caseload)) continue;
      const result = planHandovers(caseload);
      if (result.kind !== "plan") continue;
      const { plan } = result;
      const impact = impactOf(caseload, plan);
      expect(impact.changesOfWorker.reduce((sum, { changesOfWorker }) => sum + changesOfWorker, 0), `seed ${seed}`).toBe(plan.totals.changesOfWorker);
      expect(impact.changesOfWorker.find(({ status }) => status === "looked-after")?.changesOfWorker ?? 0, `seed ${seed}`).toBe(impact.newEpisodes);
      for (const [index, episode] of impact.episodes.entries()) {
        const next = impact.episodes[index + 1];
        if (next?.childId === episode.childId) expect(episode.to).toBe(next.from);
        else expect(episode.to).toBe(null);
        moved++;
      }
      for (const rows of [impact.byGrade, impact.byTeam]) {
        expect(rows.filter(({ role }) => role === "participant").reduce((sum, { people }) => sum + people, 0)).toBe(plan.participants.length);
        expect(rows.reduce((sum, { inBand }) => sum + (inBand ?? 0), 0)).toBe(plan.headline.participantsInBand);
      }
    }
    expect(moved).toBeGreaterThan(20);
  });
});

const caseload = parsed(generateCaseload(5, { participants: 4, teamManagers: 0, coverWorkers: 3, coverManagers: 0 }));
const plan = planOf(caseload);
const childIds = plan.decisions.flatMap((decision) => decision.childIds);

function groups(seed: number, names: readonly string[]): GroupsDocument {
  const roll = dice(seed);
  return { schemaVersion: 1, characteristic: "ethnicity", children: childIds.filter(() => roll(10) > 0).map((childId) => ({ childId, group: roll(12) === 0 ? null : names[Math.min(roll(names.length), roll(names.length))]! })) };
}

describe("the group table", () => {
  it("never shows a count from 1 to 4, nor one that the shown ones give away", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const document = groups(seed, ["A", "B", "C", "D", "E"].slice(0, 2 + (seed % 4)));
      const { rows } = groupTable(plan, document, 5);
      for (const row of rows) {
        const parts = [row.handedOver, row.coWorked, row.staying];
        for (const count of [row.children, ...parts]) if (count !== null && count > 0 && count < 5) expect.fail(`seed ${seed}: ${count} is shown`);
        if (row.children !== null) expect(parts.filter((count) => count === null).length, `seed ${seed}`).not.toBe(1);
      }
      for (const column of ["children", "handedOver", "coWorked", "staying"] as const) {
        if (rows.length > 1) expect(rows.filter((row) => row[column] === null).length, `seed ${seed} ${column}`).not.toBe(1);
      }
    }
  });

  it("adds up to the plan where nothing is hidden", () => {
    const { rows } = groupTable(plan, { schemaVersion: 1, characteristic: "all", children: [] }, 2);
    const shown = rows.find(({ group }) => group === "not stated")!;
    expect(shown.children).toBe(childIds.length);
    expect(shown.handedOver).toBe(plan.totals.childrenMoved);
    expect(shown.changesOfWorker).toBe(plan.totals.changesOfWorker);
  });

  it("is nothing that a plan is made from", () => {
    const before = JSON.stringify(plan);
    groupTable(plan, groups(1, ["A"]), 5);
    const again: Plan = planOf(caseload);
    expect(JSON.stringify(again)).toBe(before);
  });

  it("hides a row of a group of few children", () => {
    const few = { schemaVersion: 1, characteristic: "x", children: childIds.slice(0, 3).map((childId) => ({ childId, group: "few" })) } as const;
    expect(groupTable(plan, few, 5).rows.find(({ group }) => group === "few")).toEqual({ group: "few", children: null, handedOver: null, coWorked: null, staying: null, changesOfWorker: null });
  });
});

it("a person with no capacity has no percentage in a mean", () => {
  const unknown = caseloadOf({ participants: [worker("W1", { capacityPoints: null })] });
  expect(impactOf(unknown, planOf(unknown)).byGrade.find(({ role }) => role === "participant")).toMatchObject({ meanWorkloadPercentBefore: null, greatestWorkloadPercentAfter: null });
});
