import { describe, expect, it } from "vitest";
import { appendToRecord, proposalOf, startRecord } from "../../../src/record/append";
import { renderReport } from "../../../src/report/render-report";
import { caseloadOf, planOf, singleFamilies } from "../../support/caseload-builder";
import { all, parseMarkup, textOf } from "./markup";

describe("the record in the report", () => {
  const plan = planOf(caseloadOf({ children: singleFamilies(12) }));
  const { planDigest } = proposalOf(plan);
  const stays = { mode: "stay", coverWorkerId: null, companionId: null, takeoverDate: null, handBackDate: null } as const;
  const changes = ["F10", "F9", "F2"].map((id) => ({ id, participantId: "W1", before: null, after: stays, reason: `${id} stays with W1: the tie was drawn.` }));
  const result = appendToRecord(startRecord("P1"), { kind: "change", planDigest, caseloadDigest: plan.caseloadDigest, previousPlanDigest: planDigest, changes }, { on: "2018-10-08", author: "PL1", reason: "K1 is off" });
  if (result.kind === "error") throw new Error(JSON.stringify(result.issues));
  const tree = parseMarkup(renderReport(plan, { record: result.value }));

  it("lists what a re-plan changed as wide as the table, in the order in which ids are looked for", () => {
    const [list] = all(tree, "ul").filter(({ attributes }) => attributes.get("class") === "changes");
    expect(all(list!, "li").map((item) => textOf(item).split(" ")[0])).toEqual(["F2", "F9", "F10"]);
    const [row] = all(tree, "tr").filter((one) => one.attributes.get("class") === "below" && all(one, "ul").includes(list!));
    expect(all(row!, "td").map(({ attributes }) => attributes.get("colspan"))).toEqual(["5"]);
  });
});
