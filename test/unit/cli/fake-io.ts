import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../../src/cli/run-cli";
import type { CliIo } from "../../../src/cli/io";

interface Run {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export interface FakeWorld {
  readonly folder: string;
  /** Runs the command line in the folder, with this on standard input. */
  readonly run: (argv: readonly string[], stdin?: string | Uint8Array, changes?: Partial<CliIo>) => Promise<Run>;
  readonly remove: () => void;
}

/** A folder of its own and a command line that reads and writes memory. */
export function fakeWorld(): FakeWorld {
  const folder = mkdtempSync(join(tmpdir(), "caseload-relief-cli-"));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    run: async (argv, stdin = "", changes = {}) => {
      const out: string[] = [];
      const error: string[] = [];
      const code = await runCli(argv, {
        readStdin: async () => (typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin),
        writeOut: async (text) => void out.push(text),
        writeError: (text) => void error.push(text),
        isOutTerminal: false,
        isErrorTerminal: false,
        folder,
        interruptible: (work) => work(new AbortController().signal),
        ...changes,
      });
      return { code, out: out.join(""), error: error.join("") };
    },
  };
}
