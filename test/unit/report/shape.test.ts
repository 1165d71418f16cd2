import { describe, expect, it } from "vitest";
import { handoversCsv } from "../../../src/report/handovers-csv";
import { renderReport } from "../../../src/report/render-report";
import { samplePlan } from "../../support/sample-plan";

const plan = samplePlan({ participants: 2, coverWorkers: 2 });

/** The plan with the value at a path replaced. */
function changed(value: unknown, [field, ...rest]: readonly string[], by: unknown): unknown {
  if (field === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (String(index) === field ? changed(one, rest, by) : one));
  return { ...(value as object), [field]: changed((value as Readonly<Record<string, unknown>>)[field], rest, by) };
}

describe("what a page is made of", () => {
  it.each(["", "/programme", "/programme/startDate", "/headline/meanReliefPerMille", "/components/0/goals/0/bound", "/decisions", "/decisions/0", "/decisions/1/childIds", "/decisions/0/reason/kind", "/participants/1/weeks", "/coverWorkers/0/intervals", "/totals", "/statements"])(
    "is refused by name where it is of another kind: %s",
    (path) => {
      for (const wrong of [undefined, () => 1, Number.NaN]) {
        const given = changed(plan, path.split("/").slice(1), wrong) as never;
        expect(() => renderReport(given)).toThrow(TypeError);
        expect(() => renderReport(given)).toThrow(path === "" ? "This is no plan document: it is not an object." : `This is no plan document: ${path} is not`);
        expect(() => handoversCsv(given)).toThrow("This is no plan document:");
      }
    },
  );

  it("is refused where what goes beside the plan is another document", () => {
    expect(() => renderReport(plan, null as never)).toThrow("The options of a report are no object.");
    expect(() => renderReport(plan, { title: 3 } as never)).toThrow("title is not text.");
    for (const field of ["explanation", "impact", "groups", "record"]) {
      for (const wrong of [null, 3, {}, [], plan]) expect(() => renderReport(plan, { [field]: wrong } as never)).toThrow(`The ${field} is none: /${field}`);
    }
  });
});
