/** The table of ratios at the end of a run: a peer's time divided by ours, on the same instance in the same run. */
import type { Measured } from "./answer";
import type { Row } from "./line";
import { median } from "./measure";
import type { PeerName } from "./peers/peers";

/** The table and, for each peer, the least and the median ratio where both proved an answer, or ours did and the peer ran out of time. */
export function tableOf(rows: readonly Row[], peers: readonly PeerName[]): string {
  const answered = rows.filter((row): row is Row & { readonly ours: Measured } => row.ours !== null);
  const head = ["instance", "status", "value", "gap %", "cold ms", "warm ms", "MB", ...peers.flatMap((peer) => [peer, "cold ×", "warm ×"])];
  const body = answered.map(({ name, ours, peers: said }) => [name, ours.status, text(ours.value), gapPercent(ours), text(ours.ms, 1), text(ours.warmMs, 1), text(ours.memoryMb), ...peers.flatMap((peer) => peerCells(ours, said.get(peer)))]);
  const summary = peers.map((peer) => summaryOf(peer, answered));
  const proved = answered.filter(({ ours }) => isProved(ours)).length;
  return [aligned([head, ...body]), "", `${answered.length} instances, ${proved} proved, ${rows.length - answered.length} files not read`, ...summary].join("\n");
}

function isProved({ status }: Measured): boolean {
  return status === "optimal" || status === "infeasible" || status === "unbounded";
}

/** A ratio; a lower limit of it where the peer ended without a proof. */
interface Ratio {
  readonly value: number;
  readonly isAtLeast: boolean;
}

/** `processor`: the first calls' time on all cores together, steadier than `cold` on a busy machine. */
type Kind = "cold" | "processor" | "warm";

function ratio(ours: Measured, peer: Measured | undefined, kind: Kind): Ratio | null {
  if (peer === undefined || !isProved(ours) || ["error", "unavailable", "unsupported"].includes(peer.status)) return null;
  const mine = kind === "cold" ? ours.ms : kind === "processor" ? ours.cpuMs : ours.warmMs;
  // What takes too long to repeat was measured once.
  const theirs = kind === "cold" ? peer.ms : kind === "processor" ? peer.cpuMs : (peer.warmMs ?? peer.ms);
  return mine === null || theirs === null ? null : { value: theirs / Math.max(mine, 0.001), isAtLeast: !isProved(peer) };
}

function peerCells(ours: Measured, peer: Measured | undefined): string[] {
  if (peer === undefined) return ["", "", ""];
  const said = isProved(peer) ? `${text(peer.ms, 1)} ms` : peer.status === "feasible" || peer.status === "unknown" ? `${text(peer.bound)}..${text(peer.value)}` : peer.status;
  return [said, told(ratio(ours, peer, "cold")), told(ratio(ours, peer, "warm"))];
}

function summaryOf(peer: PeerName, rows: readonly (Row & { readonly ours: Measured })[]): string {
  const parts = (["cold", "processor", "warm"] as const).map((kind) => {
    const ratios = rows.map(({ ours, peers }) => ratio(ours, peers.get(peer), kind)).filter((one) => one !== null);
    if (ratios.length === 0) return `${kind} none to compare`;
    const values = ratios.map(({ value }) => value);
    const open = ratios.filter(({ isAtLeast }) => isAtLeast).length;
    return `${kind} least ${short(Math.min(...values))}, median ${short(median(values))} of ${ratios.length}${open > 0 ? ` (${open} of them at least so: no proof by ${peer})` : ""}`;
  });
  return `${peer} ÷ ours: ${parts.join("; ")}`;
}

function told(one: Ratio | null): string {
  return one === null ? "" : `${one.isAtLeast ? "> " : ""}${short(one.value)}`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function gapPercent({ value, bound }: Measured): string {
  return value === null || bound === null ? "" : value === bound ? "0" : ((100 * (value - bound)) / Math.max(1, Math.abs(value))).toFixed(3);
}

function text(value: number | null, digits = 0): string {
  return value === null ? "–" : value.toFixed(digits);
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ").trimEnd()).join("\n");
}
