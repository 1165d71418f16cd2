import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import * as generate from "caseload-relief/generate";
import * as report from "caseload-relief/report";
import * as main from "caseload-relief";
import { transformSync } from "esbuild";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answersOf } from "./answers";
import { bundleFor, consumer } from "./consumer";
import type { Consumer } from "./consumer";

const answersSource = readFileSync(fileURLToPath(new URL("./answers.ts", import.meta.url)), "utf8");
const contentPolicy = "default-src 'none'; script-src 'self'; img-src data:";
const chromiumPath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

let user: Consumer;
let expected: string;
beforeAll(async () => {
  user = consumer();
  user.write("answers.mjs", transformSync(answersSource, { loader: "ts", format: "esm" }).code);
  user.write("answers.cjs", transformSync(answersSource, { loader: "ts", format: "cjs" }).code);
  expected = await answersOf({ ...main, ...generate, ...report });
});
afterAll(() => user.remove());

describe("the same bytes as from the source", () => {
  it("has a plan, a check and a report to compare", () => {
    expect(Object.keys(JSON.parse(expected) as object)).toEqual(["document", "planned", "plannedAsync", "checked", "page", "refused"]);
    expect(expected).toContain(`"decisions"`);
    expect(expected).toContain(`"termination": "optimal"`);
  });

  it("come from the ESM build in Node", () => {
    user.write(
      "esm.mjs",
      `import * as main from "caseload-relief";\nimport * as generate from "caseload-relief/generate";\nimport * as report from "caseload-relief/report";\n` +
        `import { answersOf } from "./answers.mjs";\nprocess.stdout.write(await answersOf({ ...main, ...generate, ...report }));\n`,
    );
    expect(user.node("esm.mjs") === expected).toBe(true);
  });

  it("come from the CommonJS build in Node", () => {
    user.write(
      "cjs.cjs",
      `const library = { ...require("caseload-relief"), ...require("caseload-relief/generate"), ...require("caseload-relief/report") };\n` +
        `require("./answers.cjs").answersOf(library).then((text) => process.stdout.write(text));\n`,
    );
    expect(user.node("cjs.cjs") === expected).toBe(true);
  });

  it("come from a browser page with a strict content policy, in another time zone and locale", async () => {
    const seen = await answersInBrowser();
    expect(seen.faults).toEqual([]);
    expect(seen.answers === expected).toBe(true);
  });

  it("can tell: the page's content policy refuses eval", async () => {
    const seen = await answersInBrowser(`new Function("return 1")();`);
    expect(seen.faults.join("\n")).toMatch(/unsafe-eval/);
  });
});

interface Seen {
  readonly answers: string | null;
  /** Errors of the page, its console, and breaches of the content policy. */
  readonly faults: readonly string[];
}

async function answersInBrowser(planted = ""): Promise<Seen> {
  const { code } = bundleFor(
    user,
    `import * as main from "caseload-relief";\nimport * as generate from "caseload-relief/generate";\nimport * as report from "caseload-relief/report";\n` +
      `import { answersOf } from "./answers.mjs";\n${planted}\nglobalThis.answers = await answersOf({ ...main, ...generate, ...report });\n`,
  );
  const server = await serve({
    "/": { type: "text/html; charset=utf-8", text: `<!doctype html><meta charset="utf-8"><title>page</title><link rel="icon" href="data:,"><script src="/listen.js"></script><script type="module" src="/program.js"></script>` },
    "/listen.js": { type: "text/javascript; charset=utf-8", text: `globalThis.breaches = []; addEventListener("securitypolicyviolation", (event) => breaches.push(event.violatedDirective + " " + event.blockedURI + " " + event.originalPolicy));` },
    "/program.js": { type: "text/javascript; charset=utf-8", text: code },
  });
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const context = await browser.newContext({ locale: "tr-TR", timezoneId: "Pacific/Chatham" });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const deadline = Date.now() + 120_000;
    let answers: string | null = null;
    while (answers === null && faults.length === 0 && Date.now() < deadline) {
      await new Promise((wake) => setTimeout(wake, 100));
      answers = await page.evaluate<string | null>("globalThis.answers ?? null");
    }
    return { answers, faults: [...faults, ...(await page.evaluate<string[]>("globalThis.breaches"))] };
  } finally {
    await browser.close();
    server.close();
  }
}

function serve(files: Readonly<Record<string, { type: string; text: string }>>): Promise<Server> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ""];
    response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain", "content-security-policy": contentPolicy });
    response.end(file?.text ?? "");
  });
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => done(server));
  });
}
