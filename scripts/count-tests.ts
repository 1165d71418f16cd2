/**
 * The test runner's own numbers, from its JSON report: `tsx scripts/count-tests.ts REPORT` prints "N passed, N failed"
 * and fails when a test or a test file failed, when nothing ran, or when there is no report.
 */
import { existsSync, readFileSync } from "node:fs";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
  readonly testResults: readonly { readonly status: string; readonly name: string; readonly assertionResults: readonly unknown[] }[];
}

const path = process.argv[2] ?? "";
if (!existsSync(path)) {
  console.log("0 passed, 0 failed");
  console.error("There is no test report: the test runner did not finish.");
  process.exitCode = 1;
} else {
  const { numPassedTests, numFailedTests, success, testResults } = JSON.parse(readFileSync(path, "utf8")) as Report;
  for (const { status, name, assertionResults } of testResults) {
    if (status === "failed" && assertionResults.length === 0) console.error(`${name}: the file failed before any test ran.`);
  }
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
  if (numPassedTests === 0) console.error("No test passed: nothing was checked.");
  if (!success || numFailedTests > 0 || numPassedTests === 0) process.exitCode = 1;
}
