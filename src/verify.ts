/** `caseload-relief/verify`: confirms a plan and its proofs without the solver. */
export { verifyPlan, type Verification, type VerificationFault } from "./pipeline/verify-plan";
export { checkCertificate } from "./proof/check-certificate";
export type * from "./proof/certificate";
