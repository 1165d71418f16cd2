/**
 * Takes pictures of a report in Chromium: desktop, phone, dark, its charts, a family's opened row, and the printed pages as PDF.
 * `node scripts/screenshot-report.mjs REPORT.html DIRECTORY [PREFIX]`; CHROMIUM names another browser.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [report, directory = ".", prefix = "report"] = process.argv.slice(2);
if (report === undefined) {
  console.error("Usage: node scripts/screenshot-report.mjs REPORT.html [DIRECTORY] [PREFIX]");
  process.exit(2);
}
mkdirSync(directory, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

/** Chromium paints no picture much taller. */
const TALLEST = 16_000;

const views = [
  { name: "desktop", viewport: { width: 1280, height: 900 }, colorScheme: "light", fullPage: true },
  { name: "first-screen", viewport: { width: 1280, height: 900 }, colorScheme: "light", fullPage: false },
  { name: "phone", viewport: { width: 390, height: 844 }, colorScheme: "light", fullPage: true },
  { name: "dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark", fullPage: true },
];

/** Pictures by themselves, for documents. */
const pictures = [
  ["participants", ".pair"],
  ["moves", "figure.moves"],
  ["curve", "figure.curve"],
];

try {
  for (const { name, viewport, colorScheme, fullPage } of views) {
    const page = await browser.newPage({ viewport, colorScheme });
    const complaints = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(resolve(report)).href);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const shown = Math.min(height, fullPage ? TALLEST : viewport.height);
    await page.screenshot({ path: join(directory, `${prefix}-${name}.png`), fullPage: true, clip: { x: 0, y: 0, width: viewport.width, height: shown } });
    console.log(`${name}: ${overflow > 0 ? `overflows by ${overflow} px` : "fits"}${complaints.map((text) => `\n  console: ${text}`).join("")}`);
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(resolve(report)).href);
  for (const [name, element] of pictures) {
    const found = page.locator(element).first();
    if ((await found.count()) > 0) await found.screenshot({ path: join(directory, `${prefix}-${name}.png`) });
  }
  const opened = page.locator("tr.below").first();
  if ((await opened.count()) > 0) {
    await opened.locator("details").evaluate((details) => (details.open = true));
    await opened.scrollIntoViewIfNeeded();
    const below = await opened.boundingBox();
    const row = await page.locator("tr.with-below").first().boundingBox();
    const clip = { x: below.x, y: row.y, width: below.width, height: below.y + below.height - row.y };
    await page.screenshot({ path: join(directory, `${prefix}-family.png`), clip });
  }
  await page.pdf({ path: join(directory, `${prefix}.pdf`), preferCSSPageSize: true, printBackground: true });
  console.log("print: PDF written");
} finally {
  await browser.close();
}
