/** The program: arguments and streams of the process in, exit code out. */
import { processIo } from "./io";
import { runCli } from "./run-cli";

process.exitCode = await runCli(process.argv.slice(2), processIo());
