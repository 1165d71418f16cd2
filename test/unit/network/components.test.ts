import { describe, expect, it } from "vitest";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance } from "../../../src/network/numeric-instance";
import { child, cohortOf, family, manager, worker, type Parts } from "../../support/caseload-builder";

/** Components as "participants | cover workers". */
function components(parts: Parts): readonly string[] {
  const cohort = cohortOf(parts);
  return splitComponents(listChoices(cohort), cohort)
    .map(({ participants, coverWorkers }) => `${participants.map((one) => one.worker.id).sort().join(" ")} | ${coverWorkers.map(({ id }) => id).sort().join(" ")}`)
    .sort();
}

/** K1 may work with F1 only, K2 with F2 and F3 only. */
const apart: Parts = {
  participants: [worker("W1"), worker("W2"), worker("W3")],
  cover: [worker("K1"), worker("K2"), worker("K3")],
  children: [child("C1", "F1", "W1"), child("C2", "F2", "W2"), child("C3", "F3", "W3")],
  conflicts: ["F1 K2", "F1 K3", "F2 K1", "F2 K3", "F3 K1", "F3 K3"].map((pair) => ({ familyId: pair.slice(0, 2), workerId: pair.slice(3) })),
};

describe("components", () => {
  it("are participants and cover workers who share an option", () => {
    expect(components(apart)).toEqual(["W1 | K1", "W2 W3 | K2"]);
  });

  it("are one for a participant without any option", () => {
    const conflicts = [...apart.conflicts!, { familyId: "F1", workerId: "K1" }];
    expect(components({ ...apart, conflicts })).toEqual(["W1 | ", "W2 W3 | K2"]);
  });

  it("are joined by families to be kept together", () => {
    expect(components({ ...apart, keepTogether: [["F1", "F3"]] })).toEqual(["W1 W2 W3 | K1 K2"]);
  });

  it("are joined by the second worker of a two-to-one family", () => {
    const conflicts = apart.conflicts!.filter(({ familyId, workerId }) => !(familyId === "F1" && workerId === "K2"));
    const parts: Parts = { ...apart, conflicts, families: [family("F1", { isTwoToOne: true, languages: ["Polish"] })], cover: [worker("K1", { languages: ["Polish"] }), worker("K2"), worker("K3")] };
    expect(components(parts)).toEqual(["W1 W2 W3 | K1 K2"]);
  });

  it("keep supervision and cases apart", () => {
    const parts: Parts = {
      participants: [worker("W1"), manager("M1")],
      cover: [worker("K1"), manager("K2")],
      supervision: [{ id: "S1", managerId: "M1", points: 5, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" }],
    };
    expect(components(parts)).toEqual(["M1 | K2", "W1 | K1"]);
  });
});

/** The numbers alone: what the solver sees. */
function numbers(parts: Parts): readonly string[] {
  const cohort = cohortOf(parts);
  return splitComponents(listChoices(cohort), cohort)
    .map((component) => JSON.stringify(toInstance(component, cohort).instance, (_key, value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Int32Array)] : value)))
    .sort();
}

const mixed = (name: (id: string) => string): Parts => ({
  participants: [worker(name("W1")), worker(name("W2"))],
  cover: [worker(name("K1"), { capacityPoints: 20 }), worker(name("K2"), { capacityPoints: 25, reductions: [{ from: "2018-10-01", to: "2018-10-12", share: 0.5, reason: "panel" }] })],
  children: [
    child(name("C1"), name("F1"), name("W1")),
    child(name("C2"), name("F2"), name("W1"), { status: "protection-plan" }),
    child(name("C3"), name("F3"), name("W1"), { points: 5 }),
    child(name("C4"), name("F4"), name("W2"), { points: 6 }),
    child(name("C5"), name("F5"), name("W2"), { points: 7, closesOn: "2018-11-05" }),
  ],
  keepApart: [[name("F1"), name("F2")]],
  keepTogether: [[name("F3"), name("F4")]],
});

describe("the numbers of a component", () => {
  it("do not depend on names", () => {
    const plain = numbers(mixed((id) => id));
    for (let turn = 1; turn <= 12; turn++) expect(numbers(mixed((id) => `${(turn * 7919 * (id.charCodeAt(1) + id.charCodeAt(0))) % 1013}${id}`))).toEqual(plain);
  });

  it("do not depend on the order of rows", () => {
    const plain = mixed((id) => id);
    const reversed: Parts = { ...plain, participants: [...plain.participants!].reverse(), cover: [...plain.cover!].reverse(), children: [...plain.children!].reverse() };
    expect(numbers(reversed)).toEqual(numbers(plain));
  });

  it("have one capacity row where nothing changes in between, and one more for each cut that may bind", () => {
    const rows = (cover: Parts["cover"]): number => {
      const cohort = cohortOf({ cover: cover! });
      const [component] = splitComponents(listChoices(cohort), cohort);
      return toInstance(component!, cohort).rows.length;
    };
    const cut = (share: number, from = "2018-10-01", to = "2018-10-12") => ({ from, to, share, reason: "panel" });
    expect(rows([worker("K1")])).toBe(1);
    // The smaller capacity holds all that the larger one does: the larger one's row goes.
    expect(rows([worker("K1", { reductions: [cut(0.5)] })])).toBe(1);
    // After the end of the programme sharing has ended: a cut there binds handovers alone.
    expect(rows([worker("K1", { reductions: [cut(0.5, "2018-11-26", "2018-12-14")] })])).toBeLessThanOrEqual(2);
  });
});
