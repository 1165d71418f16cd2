/**
 * Reads JSON text once, before `JSON.parse` sees it, for what parsing would hide or choke on: a key given
 * twice, keys that JavaScript treats as its own, nesting without end. The grammar is that of RFC 8259, so
 * text that passes parses. One pass, no recursion: time and space are linear in the text.
 */
import type { IssueCode } from "../base/issue";
import type { IssueList } from "./issue-list";
import type { InputLimits } from "./limits";
import { FORBIDDEN_KEYS } from "./plain-data";
import { isFieldName, pointer, type PathPart } from "./pointer";

/** An object or list that has been opened and not yet closed. */
interface Level {
  /** Keys seen so far; null for a list. */
  readonly keys: Set<string> | null;
  /** Where in it the scanner is. */
  part: PathPart;
}

/** Reports what is wrong with the text; when nothing is, `JSON.parse` takes it. */
export function scanJson(text: string, limits: InputLimits, issues: IssueList): void {
  try {
    new Scanner(text, limits, issues).scan();
  } catch (error) {
    if (!(error instanceof StopScanning)) throw error;
  }
}

/** Thrown to leave the scan at the first place that is not JSON; never leaves this file. */
class StopScanning extends Error {}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const HEXADECIMAL = /[0-9a-fA-F]{4}/y;
const LITERALS = ["true", "false", "null"] as const;

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;

class Scanner {
  readonly #levels: Level[] = [];
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(
    readonly text: string,
    readonly limits: InputLimits,
    readonly issues: IssueList,
  ) {}

  scan(): void {
    this.#skipSpace();
    if (this.#at === this.text.length) this.#stop("not-json", "The text is empty", "Check that the file was written, and give a JSON document.");
    let isClosed = this.#openOrSkipValue();
    // Each round finishes one value: it goes on inside the one just opened, or after the one just closed.
    while (this.#levels.length > 0) isClosed = isClosed ? this.#afterValue() : this.#enterLevel();
    this.#skipSpace();
    if (this.#at < this.text.length) this.#unexpected("nothing more");
  }

  /** Just behind an opening bracket: true if it is closed at once. */
  #enterLevel(): boolean {
    this.#skipSpace();
    if (this.#takes(this.#level().keys === null ? "]" : "}")) return this.#close();
    return this.#nextPart();
  }

  /** Just behind a value inside a level. */
  #afterValue(): boolean {
    const level = this.#level();
    this.#skipSpace();
    if (this.#takes(level.keys === null ? "]" : "}")) return this.#close();
    if (!this.#takes(",")) this.#unexpected(level.keys === null ? "a comma or ]" : "a comma or }");
    if (typeof level.part === "number") level.part++;
    this.#skipSpace();
    return this.#nextPart();
  }

  /** A key, if in an object, and then a value. */
  #nextPart(): boolean {
    const { keys } = this.#level();
    if (keys !== null) this.#key(keys);
    return this.#openOrSkipValue();
  }

  #key(keys: Set<string>): void {
    if (this.text.charCodeAt(this.#at) !== QUOTE) this.#unexpected("a key in quotation marks");
    const start = this.#at;
    const hasEscapes = this.#string();
    const raw = this.text.slice(start, this.#at);
    const key = hasEscapes ? (JSON.parse(raw) as string) : raw.slice(1, -1);
    this.#level().part = key;
    const shown = isFieldName(key) || FORBIDDEN_KEYS.has(key) ? key : "(name not shown)";
    if (FORBIDDEN_KEYS.has(key)) this.#report("forbidden-key", `The key ${shown} is not allowed anywhere`, "Remove it; no field of a caseload has this name.", start);
    else if (keys.has(key)) this.#report("duplicate-key", `The key ${shown} stands twice in one object`, "Keep one of the two; it would be chance which one counts.", start);
    keys.add(key);
    this.#skipSpace();
    if (!this.#takes(":")) this.#unexpected("a colon");
  }

  /** True if the value is done; false if it is an object or a list, now opened. */
  #openOrSkipValue(): boolean {
    this.#skipSpace();
    const code = this.text.charCodeAt(this.#at);
    if (code === QUOTE) {
      this.#string();
      return true;
    }
    if (this.#takes("{")) return this.#open({ keys: new Set(), part: "" });
    if (this.#takes("[")) return this.#open({ keys: null, part: 0 });
    const literal = LITERALS.find((word) => this.text.startsWith(word, this.#at));
    if (literal !== undefined) this.#at += literal.length;
    else if (!this.#matches(NUMBER)) this.#unexpected("a value");
    return true;
  }

  /** Moves behind a string; tells whether it holds escapes. */
  #string(): boolean {
    let hasEscapes = false;
    for (this.#at++; ; this.#at++) {
      const code = this.text.charCodeAt(this.#at);
      if (code === QUOTE) {
        this.#at++;
        return hasEscapes;
      }
      if (code === BACKSLASH) {
        hasEscapes = true;
        this.#at++;
        this.#escape();
      } else if (Number.isNaN(code)) this.#unexpected("the end of a text that was opened");
      else if (code < SPACE) this.#unexpected("no control character inside a text");
    }
  }

  #escape(): void {
    const letter = this.text.charAt(this.#at);
    if (letter === "u") {
      this.#at++;
      if (!this.#matches(HEXADECIMAL)) this.#unexpected("four hexadecimal digits");
      this.#at--;
    } else if (letter === "" || !'"\\/bfnrt'.includes(letter)) this.#unexpected("an escape that JSON has");
  }

  #open(level: Level): false {
    this.#levels.push(level);
    if (this.#levels.length > this.limits.depth) {
      this.#levels.pop();
      this.#stop("too-deep", `The text is nested more than ${this.limits.depth} levels deep`, "Flatten it; a caseload needs no more than eight levels.");
    }
    return false;
  }

  #close(): true {
    this.#levels.pop();
    return true;
  }

  #level(): Level {
    return this.#levels[this.#levels.length - 1]!;
  }

  #takes(character: string): boolean {
    if (this.text.charAt(this.#at) !== character) return false;
    this.#at++;
    return true;
  }

  #matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  /** Line breaks can stand between values only, so this is where lines are counted. */
  #skipSpace(): void {
    for (; ; this.#at++) {
      const code = this.text.charCodeAt(this.#at);
      if (code === NEWLINE) {
        this.#line++;
        this.#lineStart = this.#at + 1;
      } else if (code !== SPACE && code !== TAB && code !== RETURN) return;
    }
  }

  #unexpected(wanted: string): never {
    const isEnd = this.#at >= this.text.length;
    this.#stop("not-json", `This is not JSON: there should be ${wanted}${isEnd ? ", but the text ends" : ""}`, "Correct the text there; a JSON file is best written by a program.");
  }

  #stop(code: IssueCode, statement: string, fix: string): never {
    this.#report(code, statement, fix, this.#at);
    throw new StopScanning();
  }

  #report(code: IssueCode, statement: string, fix: string, at: number): void {
    if (this.issues.isFull) this.issues.countError();
    else this.issues.error(code, pointer(this.#path()), `${statement}, at line ${this.#line}, column ${at - this.#lineStart + 1}.`, fix);
  }

  /** The keys to where the scanner is, as far as they may be shown. */
  #path(): PathPart[] {
    const path = this.#levels.map((level) => level.part);
    const wild = path.findIndex((part) => typeof part === "string" && !isFieldName(part) && !FORBIDDEN_KEYS.has(part));
    return wild === -1 ? path : path.slice(0, wild);
  }
}
