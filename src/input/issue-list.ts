import { ISSUES_SHOWN, type Issue, type IssueCode } from "../base/issue";
import type { Result } from "../base/result";

/** Collects problems: keeps the first hundred of each severity and counts the rest. */
export class IssueList {
  readonly #errors: Issue[] = [];
  readonly #warnings: Issue[] = [];
  #errorCount = 0;

  get errorCount(): number {
    return this.#errorCount;
  }

  /** Whether further errors are only counted. */
  get isFull(): boolean {
    return this.#errors.length >= ISSUES_SHOWN;
  }

  /** Counts an error that would not be listed, without its words being made. */
  countError(): void {
    this.#errorCount++;
  }

  error(code: IssueCode, path: string, message: string, fix: string): void {
    this.#errorCount++;
    if (this.#errors.length < ISSUES_SHOWN) this.#errors.push({ code, severity: "error", path, message, fix });
  }

  warn(code: IssueCode, path: string, message: string, fix: string): void {
    if (this.#warnings.length < ISSUES_SHOWN) this.#warnings.push({ code, severity: "warning", path, message, fix });
  }

  /** The value with the warnings, or, when there is any error, the errors and then the warnings. */
  result<T>(value: () => T): Result<T> {
    if (this.#errorCount === 0) return { kind: "ok", value: value(), issues: this.#warnings };
    const issueCount = this.#errorCount + this.#warnings.length;
    return { kind: "error", issues: [...this.#errors, ...this.#warnings].slice(0, ISSUES_SHOWN), issueCount };
  }
}
