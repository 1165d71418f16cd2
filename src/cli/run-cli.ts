/** The command line on one page: which command, its help, and what each kind of failure becomes. */
import { LIBRARY_VERSION } from "../index";
import type { Command } from "./command";
import { alternatives } from "./commands/alternatives";
import { check } from "./commands/check";
import { verify } from "./commands/verify";
import { compare } from "./commands/compare";
import { demo } from "./commands/demo";
import { explain } from "./commands/explain";
import { generate } from "./commands/generate";
import { impact } from "./commands/impact";
import { override } from "./commands/override";
import { plan } from "./commands/plan";
import { recommend } from "./commands/recommend";
import { record } from "./commands/record";
import { replan } from "./commands/replan";
import { schema } from "./commands/schema";
import { BadInput, EXIT, type ExitCode } from "./exit-code";
import type { CliIo } from "./io";
import { printable } from "./text-table";

const PROGRAM = "caseload-relief";

const COMMANDS: readonly Command[] = [demo, generate, plan, check, verify, explain, recommend, replan, override, alternatives, compare, impact, record, schema];

/**
 * Runs one command.
 * @param argv the arguments after the program's name
 * @returns the exit code; nothing is thrown
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const command = COMMANDS.find((each) => each.name === name);
  try {
    if (command === undefined) return await withoutCommand(name, rest, io);
    if (asksForHelp(rest)) return await say(helpOf(command), io);
    return await command.run(rest, io);
  } catch (error) {
    return failed(error, command, io);
  }
}

async function withoutCommand(name: string | undefined, rest: readonly string[], io: CliIo): Promise<ExitCode> {
  if (name === "--version" || name === "-V") return say(`${LIBRARY_VERSION}\n`, io);
  if (name === "--help" || name === "-h") return say(overview(), io);
  if (name === "help") {
    const asked = COMMANDS.find((command) => command.name === rest[0]);
    return say(asked === undefined ? overview() : helpOf(asked), io);
  }
  if (name === undefined) io.writeError(overview());
  else io.writeError(`There is no command "${printable(name)}": ${COMMANDS.map((command) => command.name).join(", ")}.\n`);
  return EXIT.badInput;
}

/** `--help` before any `--` that ends the options. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === "--help" || arg === "-h");
}

async function say(text: string, io: CliIo): Promise<ExitCode> {
  await io.writeOut(text);
  return EXIT.ok;
}

function failed(error: unknown, command: Command | undefined, io: CliIo): ExitCode {
  if (error instanceof BadInput) {
    io.writeError(`${error.message}\n${error.isUsage && command !== undefined ? `Usage: ${PROGRAM} ${command.usage}\n` : ""}`);
    return EXIT.badInput;
  }
  io.writeError(`Internal error, a fault in ${PROGRAM} and not in your data:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.internalError;
}

function helpOf(command: Command): string {
  return `Usage: ${PROGRAM} ${command.usage}\n\n${command.help.join("\n")}\n`;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length));
  return [
    `Usage: ${PROGRAM} COMMAND [ARGUMENTS]`,
    "",
    "Proposes which families move, to whom and for how long, when social workers",
    "get a third of their workload covered. It proposes; people decide.",
    "",
    ...COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    "",
    `  ${PROGRAM} COMMAND --help   the arguments of a command`,
    `  ${PROGRAM} --version        the version`,
    "",
    "Exit codes: 0 done, 1 internal error, 2 bad input, 3 pins and rules clash,",
    "4 a limit was reached with no plan, 5 a check failed.",
    "",
  ].join("\n");
}
