/** CP-SAT (npm `or-tools-wasm`, WebAssembly), with its own choice of workers. All columns are integers there. */
import { without, type Answer, type Solve } from "../answer";
import { linearModel, type LinearModel } from "../linear-model";
import type { Problem } from "../problem";
import { fromColumns, roundedBound } from "./from-columns";

/** Loads the module and writes the model; each call solves it. */
export async function prepareCpSat(problem: Problem, limitMs: number): Promise<Solve> {
  const linear = linearModel(problem);
  if (linear.upper.some((upper) => upper === Infinity)) return () => without("unsupported", "CP-SAT has no variables without a limit");
  const { CpSat } = await import("or-tools-wasm/cp-sat");
  await CpSat.loadModule();
  const model = await CpSat.createModel(protoOf(linear));
  return async (): Promise<Answer> => {
    const { response } = await CpSat.solve(model, { maxTimeInSeconds: limitMs / 1000 });
    if (response === null) return without("error", "CP-SAT gave no response");
    const { status, solution = [], bestObjectiveBound } = response;
    if (status === "INFEASIBLE") return without("infeasible");
    if (status === "OPTIMAL" || status === "FEASIBLE") return fromColumns(problem, linear, solution.map(Number), status === "OPTIMAL", Number(bestObjectiveBound));
    if (status === "UNKNOWN") return { ...without("unknown"), bound: roundedBound(Number(bestObjectiveBound)) };
    return without("error", `CP-SAT says ${String(status)}`);
  };
}

/** CP-SAT's own bounds of an open row. */
const most = 2 ** 53 - 1;

function protoOf({ cost, lower, upper, rowLower, rowUpper, rowStart, column, value }: LinearModel) {
  return {
    variables: cost.map((_, at) => ({ domain: [lower[at], upper[at]] })),
    constraints: rowLower.map((least, row) => ({
      linear: {
        vars: column.slice(rowStart[row], rowStart[row + 1]),
        coeffs: value.slice(rowStart[row], rowStart[row + 1]),
        domain: [Math.max(-most, least), Math.min(most, rowUpper[row])],
      },
    })),
    objective: { vars: cost.map((_, at) => at), coeffs: [...cost] },
  };
}
