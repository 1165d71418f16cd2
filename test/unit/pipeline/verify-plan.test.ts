import { describe, expect, it } from "vitest";
import { parseCaseload, planHandovers, type Caseload, type Plan } from "../../../src/index";
import { verifyPlan } from "../../../src/verify";
import { tinyCaseload } from "../../support/tiny-caseloads";

function caseloadOf(seed: number): Caseload {
  const parsed = parseCaseload(tinyCaseload(seed));
  if (parsed.kind !== "ok") throw new Error(`seed ${seed} is in order`);
  return parsed.value;
}

function planOf(caseload: Caseload): Plan | null {
  const result = planHandovers(caseload);
  return result.kind === "plan" ? result.plan : null;
}

function isVerified(caseload: Caseload, plan: unknown): boolean {
  const result = verifyPlan(caseload, plan);
  return result.kind === "ok" && result.value.isVerified;
}

/** Every number of a document, as a way to change it and put it back. */
function numbersOf(part: unknown, path = ""): { path: string; set: (value: number) => void; value: number }[] {
  if (part === null || typeof part !== "object") return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const at = `${path}/${key}`;
    if (typeof value !== "number") return numbersOf(value, at);
    return [{ path: at, value, set: (next: number) => ((part as Record<string, unknown>)[key] = next) }];
  });
}

/** Every field of a document's objects, as a way to leave it out and put it back. */
function fieldsOf(part: unknown, path = ""): { path: string; leaveOut: () => void; putBack: () => void }[] {
  if (part === null || typeof part !== "object") return [];
  const entries = Object.entries(part);
  const below = entries.flatMap(([key, value]) => fieldsOf(value, `${path}/${key}`));
  if (Array.isArray(part)) return below;
  const own = entries.map(([key, value]) => ({
    path: `${path}/${key}`,
    leaveOut: () => void delete (part as Record<string, unknown>)[key],
    putBack: () => void ((part as Record<string, unknown>)[key] = value),
  }));
  return [...own, ...below];
}

const SEEDS = Array.from({ length: 150 }, (_, k) => k + 1);

describe("verifyPlan", () => {
  it("confirms every plan the library proposes, and every component of it", () => {
    let count = 0;
    for (const seed of SEEDS) {
      const caseload = caseloadOf(seed);
      const plan = planOf(caseload);
      if (plan === null) continue;
      const result = verifyPlan(caseload, plan);
      expect(result, `seed ${seed}`).toMatchObject({ kind: "ok", value: { isVerified: true, faults: [], verifiedComponents: plan.components.length } });
      count++;
    }
    expect(count).toBeGreaterThan(100);
  });

  it("refuses a plan with any one number changed, certificates included", () => {
    let count = 0;
    let differences = 0;
    for (const seed of SEEDS.slice(0, 12)) {
      const caseload = caseloadOf(seed);
      const plan = planOf(caseload);
      if (plan === null) continue;
      const copy = JSON.parse(JSON.stringify(plan)) as unknown;
      numbersOf(copy).forEach(({ path, set, value }, k) => {
        if (k % 7 !== seed % 7 && !/\/(schemaVersion|reason\/difference)$/.test(path)) return;
        set(value + 1);
        // Not even where it is no plan any more: it says whose it is.
        expect(verifyPlan(caseload, copy), `seed ${seed} ${path}`).toMatchObject({ kind: "ok", value: { isVerified: false } });
        if (path.endsWith("/difference")) differences++;
        set(value);
        count++;
      });
      expect(isVerified(caseload, copy), `seed ${seed}, put back`).toBe(true);
    }
    expect(count).toBeGreaterThan(200);
    expect(differences).toBeGreaterThan(5);
  });

  it("refuses a plan with any one field left out", () => {
    let count = 0;
    for (const seed of SEEDS.slice(0, 12)) {
      const caseload = caseloadOf(seed);
      const plan = planOf(caseload);
      if (plan === null) continue;
      const copy = JSON.parse(JSON.stringify(plan)) as unknown;
      fieldsOf(copy).forEach(({ path, leaveOut, putBack }, k) => {
        if (k % 11 !== seed % 11 && path.split("/").length > 2) return;
        leaveOut();
        // Whose plan it is may be what was left out.
        if (isVerified(caseload, copy)) expect.fail(`seed ${seed} ${path}`);
        putBack();
        count++;
      });
      expect(isVerified(caseload, copy), `seed ${seed}, put back`).toBe(true);
    }
    expect(count).toBeGreaterThan(200);
  });

  it("refuses another reason, and another sentence for it", () => {
    const caseload = caseloadOf(2);
    const plan = planOf(caseload)!;
    const change = (to: object): unknown => ({ ...plan, decisions: plan.decisions.map((decision, index) => (index === 0 ? { ...decision, ...to } : decision)) });
    const faultsOf = (changed: unknown): readonly string[] => {
      const result = verifyPlan(caseload, changed);
      return result.kind === "ok" ? result.value.faults.map(({ path }) => path) : [];
    };
    expect(faultsOf(change({ reason: { kind: "pinned", pin: "must-stay" } }))).toEqual(["/decisions/0/reason"]);
    expect(faultsOf(change({ sentence: "Because." }))).toEqual(["/decisions/0/sentence"]);
  });

  it("refuses the plan of another caseload, a plan without certificates, and what is no plan", () => {
    const [one, other] = SEEDS.slice(0, 6).map(caseloadOf).filter((caseload) => planOf(caseload) !== null) as [Caseload, Caseload];
    const plan = planOf(one)!;
    expect(verifyPlan(other, plan)).toMatchObject({ kind: "ok", value: { isVerified: false, faults: [{ path: "/caseloadDigest" }] } });
    const bare = planHandovers(one, { certificate: false });
    expect(bare.kind === "plan" && verifyPlan(one, bare.plan)).toMatchObject({ value: { isVerified: false } });
    expect(verifyPlan(one, null).kind).toBe("error");
    expect(verifyPlan(one, { caseloadDigest: 7 }).kind).toBe("error");
  });
});
