/** What the process tells its caller. */
export const EXIT = {
  ok: 0,
  internalError: 1,
  badInput: 2,
  infeasible: 3,
  noPlanInTime: 4,
  checkFailed: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something the caller can put right: bad arguments, an unreadable file. Exit code 2, one clear message. */
export class BadInput extends Error {
  /** True when the way the command was called is wrong, so that its usage helps. */
  readonly isUsage: boolean;

  constructor(message: string, isUsage = false) {
    super(message);
    this.name = "BadInput";
    this.isUsage = isUsage;
  }
}
