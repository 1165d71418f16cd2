import { describe, expect, it } from "vitest";
import type { CaseloadDocument } from "../../../src/model/caseload-document";
import { checkPlan } from "../../../src/pipeline/check-plan";
import { explainFamily, recommend } from "../../../src/pipeline/explain";
import { planHandovers } from "../../../src/pipeline/plan-handovers";
import { caseloadDocument, caseloadOf, child, parsed, planOf, singleFamilies, worker } from "../../support/caseload-builder";
import { hasPlan } from "../../support/has-plan";
import { tinyCaseload } from "../../support/tiny-caseloads";

function ranked(document: CaseloadDocument, plan: Parameters<typeof recommend>[1], id: string) {
  const answer = recommend(parsed(document), plan, id);
  if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
  return answer.value;
}

describe("a recommendation", () => {
  it("ranks a family's ways by the best plan with each, the planned one first, as its explanation has them", () => {
    let compared = 0;
    for (let seed = 6100; seed < 6116; seed++) {
      const document = tinyCaseload(seed, { families: 3 });
      if (!hasPlan(parsed(document))) continue;
      const result = planHandovers(parsed(document), { certificate: false });
      if (result.kind !== "plan" || result.plan.termination !== "optimal") continue;
      for (const { id } of result.plan.decisions.slice(0, 2)) {
        const { units, isNew, notKept } = ranked(document, result.plan, id);
        const explained = explainFamily(parsed(document), result.plan, id);
        expect([isNew, notKept]).toEqual([false, []]);
        for (const [index, { options }] of units.entries()) {
          expect(options.map(({ rank }) => rank)).toEqual(options.map((_, place) => place + 1));
          expect(options[0]!.isPlanned).toBe(true);
          if (explained.kind === "ok") expect(options.map(({ mode, coverWorkerId }) => `${mode} ${coverWorkerId}`).sort()).toEqual(explained.value.units[index]!.alternatives.map(({ mode, coverWorkerId }) => `${mode} ${coverWorkerId}`).sort());
          compared += options.length;
        }
      }
    }
    expect(compared).toBeGreaterThan(20);
  }, 120_000);

  it("says of each way what the check says of the plan with that decision alone changed", () => {
    let compared = 0;
    for (let seed = 6100; seed < 6130; seed++) {
      const document = tinyCaseload(seed, { families: 3 });
      const caseload = parsed(document);
      if (!hasPlan(caseload)) continue;
      const result = planHandovers(caseload);
      if (result.kind !== "plan") continue;
      const { plan } = result;
      const decision = plan.decisions[0]!;
      if (decision.kind !== "family" || plan.decisions.filter(({ id }) => id === decision.id).length > 1) continue;
      for (const option of ranked(document, plan, decision.id).units[0]!.options) {
        const { mode, coverWorkerId, takeoverDate, handBackDate, asPlanned } = option;
        // With companions the best pair is chosen; the check needs it named.
        if (document.families.find(({ id }) => id === decision.id)!.isTwoToOne === true) continue;
        const decisions = plan.decisions.map((other) => (other === decision ? { ...said(other), mode, coverWorkerId, companionId: null, takeoverDate, handBackDate } : said(other)));
        const check = checkPlan(caseload, { schemaVersion: 1, caseloadDigest: caseload.digest, decisions });
        if (check.kind === "error") throw new Error(check.issues[0]!.message);
        compared++;
        const goals = check.value.scores.find(({ participantIds }) => participantIds.includes(decision.participantId))!.goals;
        expect(asPlanned.isPossible, `seed ${seed} ${mode} ${coverWorkerId}`).toBe(check.value.breaches.length === 0);
        expect(asPlanned.goals.map(({ goal, value }) => [goal, value])).toEqual(asPlanned.goals.map(({ goal }) => [goal, goals[goal]]));
      }
    }
    expect(compared).toBeGreaterThan(20);
  }, 120_000);

  it("ranks ways for a family that is new since the plan with everything else as it was", () => {
    const parts = { participants: [worker("W1")], cover: [worker("K1"), worker("K2", { area: "Weymouth" })], rules: { "co-working": { mode: "off" } } } as const;
    const plan = planOf(caseloadOf({ ...parts, children: singleFamilies(3) }));
    const document = caseloadDocument({ ...parts, children: [...singleFamilies(3), child("C9", "F9", "W1", { workerSince: "2018-08-01" })] });
    const { isNew, units } = ranked(document, plan, "F9");
    expect(isNew).toBe(true);
    // K2 is outside the locality; with F9 the base is 16 and the one family that moves no longer a third.
    expect(units[0]!.options.map(({ mode, coverWorkerId, isPlanned }) => [mode, coverWorkerId, isPlanned])).toEqual([["handover", "K1", false], ["handover", "K2", false], ["stay", null, false]]);
    expect(units[0]!.options.every(({ asPlanned }) => asPlanned.isPossible)).toBe(true);
    const elsewhere = recommend(parsed(document), plan, "F77");
    expect(elsewhere.kind === "error" && elsewhere.issues[0]!.code).toBe("unknown-reference");
  });

  it("names what the caseload no longer allows", () => {
    const parts = { cover: [worker("K1")], children: singleFamilies(3), rules: { "co-working": { mode: "off" } } } as const;
    const plan = planOf(caseloadOf(parts));
    const moved = plan.decisions.find(({ mode }) => mode === "handover")!.id;
    const other = plan.decisions.find(({ mode }) => mode === "stay")!.id;
    const document = caseloadDocument({ ...parts, conflicts: [{ familyId: moved, workerId: "K1" }] });
    const answer = ranked(document, plan, other);
    expect(answer).toMatchObject({ isNew: false, notKept: [moved] });
  });

  it("says so where the caseload leaves a family no way at all", () => {
    const parts = { cover: [worker("K1")], children: singleFamilies(3), rules: { "co-working": { mode: "off" } } } as const;
    const plan = planOf(caseloadOf(parts));
    const [family] = plan.decisions.map(({ id }) => id);
    const pins = [{ kind: "must-go-to", familyId: family!, workerId: "W1", coverWorkerId: "K1", author: "manager", reason: "asked" }] as const;
    const answer = recommend(parsed(caseloadDocument({ ...parts, conflicts: [{ familyId: family!, workerId: "K1" }], pins })), plan, family!);
    expect(answer.kind === "error" && answer.issues.map(({ code, message }) => [code, message])).toEqual([["contradiction", `Pins, rules and capacity leave no way at all for ${family}: there is no plan to fit anything into.`]]);
  });
});

function said({ kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate }: ReturnType<typeof planOf>["decisions"][number]): object {
  return { kind, id, participantId, ...(kind === "family" ? { childIds } : {}), mode, coverWorkerId, companionId, takeoverDate, handBackDate };
}
