/** caseload-relief: a proposed, exact, checked and explained handover plan for one cohort. */
export { ISSUE_CODES, ISSUES_SHOWN, type Issue, type IssueCode } from "./base/issue";
export type { Result } from "./base/result";
export type { Fraction } from "./base/units";
export { LIBRARY_VERSION } from "./base/version";
export type { CoverWorkerDifference, DecisionDifference, GoalDifference, OverridePin, ParticipantDifference, PinDifference, PlanComparison, TotalDifference } from "./explain/compare";
export type { GroupRow, GroupsDocument, GroupTable } from "./explain/group-impact";
export type { FairnessRow, ImpactOptions, PlanImpact, SocialWorkerEpisode, StatusImpact } from "./explain/impact";
export { DEFAULT_LIMITS, type InputLimits } from "./input/limits";
export { parseCaseload } from "./input/parse-caseload";
export { parseCaseloadText, parseJsonText } from "./input/parse-text";
export type { Caseload } from "./model/caseload";
export type * from "./model/caseload-document";
export type * from "./model/policy-document";
export type { EventsDocument, ReplanEvent } from "./model/events-document";
export { EPISODE_REASONS, type EpisodeReason } from "./model/episode-reason";
export { CASE_STATUSES, GOAL_IDS, type CaseStatus, type GoalId } from "./model/policy";
export { RULE_DEFAULTS, RULE_IDS, type RuleId, type RuleMode } from "./model/rule-settings";
export type * from "./explain/explanation";
export { checkPlan } from "./pipeline/check-plan";
export {
  DEFAULT_EXPLANATION_STEPS,
  explainCoverWorker,
  explainCoverWorkerAsync,
  explainFamily,
  explainFamilyAsync,
  explainParticipant,
  explainParticipantAsync,
  explainPlan,
  explainPlanAsync,
  lastSteps,
  lastStepsAsync,
  recommend,
  recommendAsync,
  type ExplainOptions,
  type ExplainPlanOptions,
} from "./pipeline/explain";
export type { AlternativeDifference, DifferenceReason } from "./explain/alternative-differences";
export { alternativePlans, alternativePlansAsync, type AlternativePlan, type AlternativePlanGoal, type Alternatives, type AlternativesOptions, type AlternativesResult } from "./pipeline/alternatives";
export { comparePlans, groupImpact, planImpact } from "./pipeline/compare-plans";
export { overridePlan, overridePlanAsync, type OverriddenPlan, type Override, type OverrideCost, type OverrideResult } from "./pipeline/override";
export { planHandovers, planHandoversAsync, type PlanResult } from "./pipeline/plan-handovers";
export { DEFAULT_STEP_LIMIT, type AbortSignalLike, type PlanOptions, type PlanProgress } from "./pipeline/plan-options";
export { replan, replanAsync, type ReplanOptions, type ReplanResult } from "./pipeline/replan";
export { secondOpinion, type SecondOpinion } from "./pipeline/second-opinion";
export type { PlanCheck } from "./plan/check-plan";
export type * from "./plan/plan";
export type * from "./plan/replan";
export { appendToRecord, changeOf, overrideOf, proposalOf, startRecord, type EntryBy } from "./record/append";
export { recordHead, type ChangeContent, type DecisionRecord, type EntryContent, type NewEntry, type OverrideContent, type ProposalContent, type RecordEntry } from "./record/record";
export type { RecordCheck, RecordFault } from "./record/check-record";
export { verifyRecord } from "./record/verify-record";
