import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import type { PlanComparison } from "../../../src/explain/compare";
import type { CoverWorkerExplanation, FamilyExplanation, LastSteps, ParticipantExplanation, PlanExplanation, Recommendation } from "../../../src/explain/explanation";
import type { PlanImpact } from "../../../src/explain/impact";
import type { alternativesSchema, comparisonSchema, impactSchema, overrideSchema, replanSchema } from "../../../src/input/difference-schema";
import type { explanationSchema, recommendationSchema } from "../../../src/input/explanation-schema";
import { jsonSchemas } from "../../../src/input/json-schema";
import type { PlanDocument } from "../../../src/input/plan-schema";
import type { SchemaInput } from "../../../src/input/schema";
import type { CaseloadDocument } from "../../../src/model/caseload-document";
import { RULE_IDS } from "../../../src/model/rule-settings";
import type { Alternatives } from "../../../src/pipeline/alternatives";
import type { OverriddenPlan } from "../../../src/pipeline/override";
import type { Plan } from "../../../src/plan/plan";
import type { Replan } from "../../../src/plan/replan";

type LooseSchema = {
  readonly properties: Readonly<Record<string, LooseSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: unknown;
};

/** The same type with every list and object read-only, as documents are declared. */
type DeepReadonly<T> = T extends readonly unknown[] | object ? { readonly [key in keyof T]: DeepReadonly<T[key]> } : T;

const schemas = jsonSchemas() as Readonly<Record<string, LooseSchema & Readonly<Record<string, unknown>>>>;

describe("the published JSON Schemas", () => {
  it("are drafts 2020-12 with a name of their own, as plain JSON", () => {
    for (const [name, schema] of Object.entries(schemas)) {
      expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", $id: `urn:caseload-relief:${name}:1`, type: "object" });
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    }
    expect(Object.keys(schemas)).toEqual(["caseload", "events", "record", "groups", "plan", "replan", "override", "explanation", "recommendation", "alternatives", "comparison", "impact"]);
  });

  it("name what a caseload must have and refuse what it cannot", () => {
    const { caseload } = schemas;
    expect(caseload!.required).toEqual(["schemaVersion", "asOf", "programme", "weightingScheme", "cohort", "workers", "families", "children", "travel"]);
    expect(caseload!.additionalProperties).toBe(false);
    expect(Object.keys(caseload!.properties["policy"]!.properties["rules"]!.properties)).toEqual(RULE_IDS);
  });

  it("leave zod's settings as they were", () => {
    expect(z.config().jitless ?? false).toBe(false);
  });
});

describe("the types", () => {
  it("of the caseload document are those of its schema, both ways", () => {
    expectTypeOf<CaseloadDocument>().toExtend<DeepReadonly<SchemaInput>>();
    expectTypeOf<DeepReadonly<SchemaInput>>().toExtend<CaseloadDocument>();
  });

  it("of what is made from a plan are those of its schemas, both ways", () => {
    type Whole = "plan" | "caseload";
    type Explanation = FamilyExplanation | ParticipantExplanation | CoverWorkerExplanation | LastSteps | PlanExplanation;
    expectTypeOf<Explanation>().toExtend<DeepReadonly<z.infer<typeof explanationSchema>>>();
    expectTypeOf<DeepReadonly<z.infer<typeof explanationSchema>>>().toExtend<Explanation>();
    expectTypeOf<Recommendation>().toExtend<DeepReadonly<z.infer<typeof recommendationSchema>>>();
    expectTypeOf<DeepReadonly<z.infer<typeof recommendationSchema>>>().toExtend<Recommendation>();
    expectTypeOf<Alternatives>().toExtend<DeepReadonly<z.infer<typeof alternativesSchema>>>();
    expectTypeOf<DeepReadonly<z.infer<typeof alternativesSchema>>>().toExtend<Alternatives>();
    expectTypeOf<PlanComparison>().toExtend<DeepReadonly<z.infer<typeof comparisonSchema>>>();
    expectTypeOf<DeepReadonly<z.infer<typeof comparisonSchema>>>().toExtend<PlanComparison>();
    expectTypeOf<PlanImpact>().toExtend<DeepReadonly<Omit<z.infer<typeof impactSchema>, "groups">>>();
    expectTypeOf<DeepReadonly<z.infer<typeof impactSchema>>>().toExtend<PlanImpact>();
    // Their plans and caseloads are held to their own schemas, below and above.
    expectTypeOf<Omit<Replan, Whole>>().toExtend<DeepReadonly<Omit<z.infer<typeof replanSchema>, Whole>>>();
    expectTypeOf<DeepReadonly<Omit<z.infer<typeof replanSchema>, Whole>>>().toExtend<Omit<Replan, Whole>>();
    expectTypeOf<Omit<OverriddenPlan, Whole>>().toExtend<DeepReadonly<Omit<z.infer<typeof overrideSchema>, Whole>>>();
    expectTypeOf<DeepReadonly<Omit<z.infer<typeof overrideSchema>, Whole>>>().toExtend<Omit<OverriddenPlan, Whole>>();
  });

  it("of the plan document are those of the plan, both ways", () => {
    expectTypeOf<Plan>().toExtend<DeepReadonly<PlanDocument>>();
    expectTypeOf<DeepReadonly<PlanDocument>>().toExtend<Plan>();
  });
});
