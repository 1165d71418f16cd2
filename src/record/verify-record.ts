/** Whether a decision record is as it was written. */
import type { Result } from "../base/result";
import { parseRecordDocument } from "../input/parse-record";
import { checkRecord, type RecordCheck } from "./check-record";

/**
 * Checks every hash and every link of a record.
 *
 * It shows that the entries belong together as written. Somebody who can replace the whole file can write another whole record: keep the head elsewhere, with
 * the minutes of the meeting, and give it here.
 *
 * @param record a decision record, or any JSON value that may be one
 * @param head hash of the last entry as kept elsewhere; left out: only what is there is checked
 * @returns the check; issues when it is no record at all
 */
export function verifyRecord(record: unknown, head?: string): Result<RecordCheck> {
  const parsed = parseRecordDocument(record);
  if (parsed.kind === "error") return parsed;
  return { kind: "ok", value: checkRecord(parsed.value, head), issues: [] };
}
