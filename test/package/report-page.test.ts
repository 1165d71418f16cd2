import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../src/report/render-report";
import { samplePlan } from "../support/sample-plan";

const chromiumPath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.setContent(renderReport(samplePlan()));
}, 60_000);

afterAll(() => browser.close());

/** Of the first family's row: whether what it opens to is seen, and its share of the table's width. */
const opened = (): Promise<{ readonly isSeen: boolean; readonly share: number }> =>
  page.evaluate(`(() => {
    const body = document.querySelector("details ul, details dl");
    return { isSeen: body.checkVisibility(), share: body.closest("details").getBoundingClientRect().width / body.closest("table").getBoundingClientRect().width };
  })()`);

describe("what a family's row opens to", () => {
  it("is hidden on a screen until it is opened, and printed all the same", async () => {
    expect((await opened()).isSeen).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect((await opened()).isSeen).toBe(true);
    await page.emulateMedia({ media: "screen" });
  });

  it.each([1280, 390])("is as wide as the table on a screen %i wide", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(`document.querySelector("details").open = true`);
    const { isSeen, share } = await opened();
    expect(isSeen).toBe(true);
    expect(share).toBeGreaterThan(0.9);
  });
});
