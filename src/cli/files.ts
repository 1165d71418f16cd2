/** Reading whole files and writing them whole: a file named in the arguments is complete or as it was before. */
import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { BadInput } from "./exit-code";
import type { CliIo } from "./io";
import { printable } from "./text-table";

/** Larger files are refused unread: a caseload has at most twenty million bytes. */
const MOST_BYTES = 100_000_000;

/** A file to write, or standard output when the path is "-". */
export interface Output {
  readonly path: string;
  readonly text: string;
}

/** A file as messages name it. */
export function nameOf(path: string): string {
  return path === "-" ? "Standard input" : printable(path);
}

/** The text of a file, or of standard input when the path is "-". UTF-8, or UTF-16 with its byte order mark. */
export async function readText(path: string, io: CliIo): Promise<string> {
  return decode(path === "-" ? await io.readStdin() : await readBytes(resolve(io.folder, path), path), path);
}

async function readBytes(full: string, path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(full);
    if (size > MOST_BYTES) throw new BadInput(`${printable(path)} has ${size} bytes; at most ${MOST_BYTES} are read.`);
    return await readFile(full);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${printable(path)} cannot be read: ${cause(error)}.`);
  }
}

function decode(bytes: Uint8Array, path: string): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${nameOf(path)} is not UTF-8 text.`);
  }
}

/** Refuses, before any work is done, what could not be written afterwards. */
export function checkWritable(paths: readonly string[], io: CliIo): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const full = path === "-" ? "-" : resolve(io.folder, path);
    if (seen.has(full)) throw new BadInput(`${path === "-" ? "Standard output" : path} is given for two outputs.`, true);
    seen.add(full);
    if (path === "-") continue;
    if (isFolder(full)) throw new BadInput(`${printable(path)} is a folder: give the name of a file.`);
    const folder = dirname(full);
    if (!isFolder(folder)) throw new BadInput(`${printable(path)} cannot be written: there is no folder ${dirname(path)}.`);
    try {
      accessSync(folder, constants.W_OK);
    } catch (error) {
      throw new BadInput(`${printable(path)} cannot be written: ${cause(error)}.`);
    }
  }
}

/** Makes a folder and those above it. */
export function makeFolder(path: string, io: CliIo): void {
  try {
    mkdirSync(resolve(io.folder, path), { recursive: true });
  } catch (error) {
    throw new BadInput(`The folder ${path} cannot be made: ${cause(error)}.`);
  }
}

/** Writes all outputs or, when one of them fails, none: each to a file beside its place, then all moved there. */
export async function writeOutputs(outputs: readonly Output[], io: CliIo): Promise<void> {
  const pending = outputs.filter(({ path }) => path !== "-").map(({ path, text }) => ({ path, text, full: resolve(io.folder, path) }));
  const written: { readonly temporary: string; readonly full: string; readonly path: string }[] = [];
  try {
    for (const { path, text, full } of pending) {
      const temporary = join(dirname(full), `.${basename(full)}.${randomBytes(6).toString("hex")}.tmp`);
      written.push({ temporary, full, path });
      attempt(path, () => writeFileSync(temporary, text, { flag: "wx" }));
    }
    for (const { temporary, full, path } of written) attempt(path, () => renameSync(temporary, full));
  } finally {
    for (const { temporary } of written) rmSync(temporary, { force: true });
  }
  for (const { path, text } of outputs) if (path === "-") await io.writeOut(text);
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new BadInput(`${printable(path)} cannot be written: ${cause(error)}.`);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EISDIR: "it is a folder",
  ENOTDIR: "part of the path is a file",
  EEXIST: "a file of that name is in the way",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};

function cause(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return CAUSES[code] ?? (error instanceof Error ? error.message : String(error));
}
