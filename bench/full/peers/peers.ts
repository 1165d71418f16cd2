/** The peers by name. */
import type { Measured } from "../answer";
import type { Family, Problem } from "../problem";
import { runChild } from "../run-child";
import { compileLemon, removeLemon, solveWithLemon, type LemonDriver } from "./lemon";

export const PEERS = ["highs", "cpsat", "lemon", "javascript-lp-solver"] as const;
export type PeerName = (typeof PEERS)[number];

/** Asks peers; LEMON's driver is compiled when first asked for. */
export class Peers {
  private lemon: LemonDriver | null = null;

  async ask(peer: PeerName, family: Family, path: string, problem: Problem, limitMs: number): Promise<Measured> {
    if (peer !== "lemon") return runChild({ solver: peer, family, path, limitMs });
    this.lemon ??= compileLemon();
    return solveWithLemon(this.lemon, problem, limitMs);
  }

  /** Takes away what was compiled. */
  close(): void {
    if (this.lemon !== null) removeLemon(this.lemon);
    this.lemon = null;
  }
}
