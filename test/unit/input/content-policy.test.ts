import { afterEach, describe, expect, it, vi } from "vitest";
import type { parseCaseload } from "../../../src/input/parse-caseload";

afterEach(() => vi.unstubAllGlobals());

describe("on a page whose content policy forbids eval", () => {
  it("the schemas are made and used without one attempt to compile code", async () => {
    let attempts = 0;
    vi.stubGlobal("Function", function refuse() {
      attempts++;
      throw new EvalError("refused by the content policy");
    });
    // Loaded only now, so that the schemas are made under the stub.
    const loaded = (await import("../../../src/input/parse-caseload")) as { readonly parseCaseload: typeof parseCaseload };
    const { smallCaseload } = await import("./small-caseload");
    expect(loaded.parseCaseload(smallCaseload()).kind).toBe("ok");
    expect(attempts).toBe(0);

    // The stub is what zod would run into: a schema made the ordinary way tries.
    const { strictObject, string } = await import("zod");
    strictObject({ id: string() }).parse({ id: "" });
    expect(attempts).toBeGreaterThan(0);
  });
});
