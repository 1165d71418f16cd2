/** What the commands need of the world around them; tests give their own. */
export interface CliIo {
  /** Everything on standard input. */
  readonly readStdin: () => Promise<Uint8Array>;
  readonly writeOut: (text: string) => Promise<void>;
  readonly writeError: (text: string) => void;
  readonly isOutTerminal: boolean;
  readonly isErrorTerminal: boolean;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** Runs work that an interrupt (Ctrl-C) ends early by aborting the signal. */
  readonly interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** The command line's own standard streams. */
export function processIo(): CliIo {
  // A reader that has seen enough (`| head`) closes the pipe: no error of ours.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  return {
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    writeOut: (text) => new Promise((done) => void process.stdout.write(text, () => done())),
    writeError: (text) => void process.stderr.write(text),
    isOutTerminal: process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined,
    isErrorTerminal: process.stderr.isTTY === true,
    folder: process.cwd(),
    interruptible,
  };
}

/** The first interrupt asks for the best so far; the second, with the handler gone, ends the process as usual. */
async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once("SIGINT", abort);
  try {
    return await work(controller.signal);
  } finally {
    process.removeListener("SIGINT", abort);
  }
}
