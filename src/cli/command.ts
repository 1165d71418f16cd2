import type { ExitCode } from "./exit-code";
import type { CliIo } from "./io";

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** What it does, in a few words. */
  readonly summary: string;
  /** Its syntax, without the program's name. */
  readonly usage: string;
  readonly help: readonly string[];
  readonly run: (argv: readonly string[], io: CliIo) => Promise<ExitCode>;
}
