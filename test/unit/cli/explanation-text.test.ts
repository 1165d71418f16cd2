import { describe, expect, it } from "vitest";
import { explanationText, recommendationText } from "../../../src/cli/explanation-text";
import { explainFamily, explainPlan, recommend } from "../../../src/index";
import { caseloadDocument, caseloadOf, child, family, parsed, pin, planOf, worker } from "../../support/caseload-builder";

describe("an explanation in a terminal", () => {
  it("names facts that are more than a sentence holds, a line for each", () => {
    const needed = { languages: ["british-sign-language"], requiredCertificates: ["sensory-impairment", "complex-needs", "trauma"] };
    const parts = { children: [child("C1", "F1", "W1"), child("C2", "F2", "W1", { points: 7 })], families: [family("F1", needed), family("F2", { wish: "stay" })], rules: { "co-working": { mode: "off" } } } as const;
    const answer = explainFamily(caseloadOf(parts), planOf(caseloadOf(parts)), "F1");
    if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
    expect(answer.value.units[0]!.sections.rationale.join(" ")).not.toContain("facts were otherwise");
    expect(explanationText(answer.value)).toContain(
      "  If these 4 facts were otherwise, F1 would go to K1.\n    if K1 spoke british-sign-language\n    if K1 held the certificate complex-needs\n    if K1 held the certificate sensory-impairment\n    if K1 held the certificate trauma\n",
    );
  });

  it("says whose children each part is about, where a family has more than one worker", () => {
    const shared = caseloadOf({ participants: [worker("W1"), worker("W2")], children: [child("C1", "F1", "W1"), child("C2", "F1", "W2")] });
    const answer = explainFamily(shared, planOf(shared), "F1");
    if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
    expect(explanationText(answer.value).match(/^F1 with W\d$/gm)).toEqual(["F1 with W1", "F1 with W2"]);
  });
});

describe("a whole plan in a terminal", () => {
  const parts = { children: [child("C1", "F1", "W1"), child("C2", "F2", "W1")], pins: [pin("must-stay", "F1"), pin("must-stay", "F2")] };
  const answer = explainPlan(caseloadOf(parts), planOf(caseloadOf(parts)));
  if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
  const text = explanationText(answer.value);

  it("says once that a family cannot move", () => {
    expect(text).toContain("  F1 stays with W1: planners have pinned it.\n  F2 stays with W1: planners have pinned it.\n");
  });

  it("says what stands in the way of thirds, and what would give them", () => {
    const [third] = answer.value.thirds;
    expect(third!.repairs.length).toBeGreaterThan(0);
    for (const sentence of [third!.sentence, ...[...third!.conflict, ...third!.repairs].map((part) => part.sentence)]) expect(text.split("What stands in the way of everybody's third\n")[1]).toContain(`  ${sentence}\n`);
  });
});

describe("a recommendation in a terminal", () => {
  const before = caseloadDocument({ children: [child("C1", "F1", "W1", { points: 7 })] });
  const plan = planOf(parsed(before));

  it("says of a new family whom each way touches", () => {
    const now = parsed({ ...before, families: [...before.families, family("F9")], children: [...before.children, child("C9", "F9", "W1")] });
    const answer = recommend(now, plan, "F9");
    if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
    const text = recommendationText(answer.value);
    expect(text).toMatch(/^ {2}\d: W1 is relieved of [\d.]+ points, not [\d.]+; K1 carries \d+ %, not \d+ %\.$/m);
    expect(text).toMatch(/^ {2}\d: it touches nobody else\.$/m);
  });

  it("says which way that is possible leaves somebody further from a third", () => {
    const answer = recommend(parsed(before), plan, "F1");
    if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
    expect(recommendationText(answer.value)).toMatch(/ stay +0 +0 +possible, further from thirds$/m);
  });

  it("is refused for what no participant holds", () => {
    const answer = recommend(parsed(before), plan, "F7");
    expect(answer.kind === "error" && answer.issues[0]!.message).toBe('No participant of the caseload holds a family or supervision item "F7".');
  });
});
