/** Starts a process for one solver on one instance, and waits for what it says. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { notMeasured, without, type Measured } from "./answer";
import type { Task } from "./child";

/** Time beyond the limit for the module to load, the file to be read, the repeated calls, and an engine that is slow to stop. */
const graceMs = 120_000;

/** The answer; `unknown` when the process had to be ended, `error` when it ended by itself without an answer. */
export async function runChild(task: Task): Promise<Measured> {
  const child = fork(fileURLToPath(new URL("child.ts", import.meta.url)), { execArgv: ["--import", "tsx"], serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"] });
  const ended = (status: "unknown" | "error", why: string): Measured => ({ ...without(status, why), ...notMeasured });
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-2_000)));
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      settle(ended("unknown", `ended after ${task.limitMs + graceMs} ms`));
    }, task.limitMs + graceMs);
    // Threads of WebAssembly may outlive their work, so the process is ended, not waited for.
    const settle = (measured: Measured): void => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      resolve(measured);
    };
    child.once("message", (message) => settle(message as Measured));
    child.once("error", (error) => settle(ended("error", error.message)));
    child.once("exit", (code, signal) => settle(ended("error", `its process ended (${signal ?? code}): ${lastWords.trim().split("\n").pop() ?? ""}`)));
    child.send(task);
  });
}
