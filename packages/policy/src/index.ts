export { readBundle, type Bundle, POLICY_FOLDER } from './load/bundle.ts';
export { loadRules, type RuleSet } from './load/load-rules.ts';
export type { FileProblem } from './load/problem.ts';
export { fillMessage, inWords } from './load/message.ts';
export type { InBoth, Quarantined, Rule, RuleFamily, Severity } from './load/rule.ts';
export type { Citation } from './load/shapes.ts';
export {
  findParameter,
  parameter,
  parameterAt,
  type Parameters,
  timeline,
  tryParameters,
} from './parameters/parameters.ts';
export type { Parameter, ParameterValue } from './parameters/schema.ts';
export type { Fact, Facts, FactSource, Subject, VillageSum } from './vocabulary/fact.ts';
export { SUBJECTS } from './vocabulary/fact.ts';
export { factsOf } from './vocabulary/facts-of.ts';
export { vocabularyOf } from './vocabulary/vocabulary.ts';
export type { PolicyCase } from './decisions/policy-case.ts';
export { type CaseOutcome, judgeCase, readCases, runCases } from './decisions/cases.ts';
export { explainHit } from './check/explain-hit.ts';
export { decide, type Decided, turnsOf } from './decisions/decide.ts';
export { type DecidedBy, decidedBy, type DecisionDocument, documentOf } from './decisions/document.ts';
export { type AskedFact, type FactWords, wordsOfDecision } from './decisions/fact-words.ts';
export {
  decideOfHousehold,
  decideThese,
  type HouseholdDecision,
  registerDecisions,
} from './decisions/of-household.ts';
export {
  decideAgain,
  decideAsBelieved,
  type PastDecision,
  type RecordedDecision,
  recordOf,
  rulesOf,
} from './decisions/record.ts';
export { entitlementsOf } from './decisions/entitled.ts';
export { findDecision, type NotFound, WHY_NOT_FOUND } from './decisions/find.ts';
export {
  type DecisionLibrary,
  type DecisionNode,
  indexDecisions,
  loadDecisions,
  type PolicyDecision,
  type PolicyModel,
  readPolicyModel,
  type RefusedModel,
} from './decisions/library.ts';
export { plain } from './decisions/plain.ts';
export { englishOfLibrary } from './english/of-library.ts';
export { keepOver, type TrialProgress } from './decisions/keep-trial.ts';
export {
  type Moving,
  sideSql,
  type TrialChange,
  type TrialCount,
  TrialRefused,
  type TrialSide,
  tryOver,
} from './decisions/trial.ts';
export {
  checkDraft,
  decisionsAsking,
  type Draft,
  type DraftCheck,
  stamped,
  withDraft,
} from './editions/check.ts';
export { caseDifferences, type Difference, modelDifferences } from './editions/differences.ts';
export { type Edition, type PolicyContent, withEditions, withFigures } from './editions/edition.ts';
export { parameterFileSchema, ruleFileSchema } from './load/json-schema.ts';
export type { RegisterView } from './bind/register.ts';
export { HouseholdCheck, hitFacts, type RuleHit } from './check/check-household.ts';
export type { HouseholdRows, MemberRows, Row, VillageRows } from './check/rows.ts';
export { type RuleAtWork, rulesAtWork, type RulesAtWork } from './run/at-work.ts';
export { HouseholdRules } from './run/check-households.ts';
export { type LeftOut, type RanRules, runRules, type RunOptions, type RunProgress } from './run/full.ts';
export { type FewOutcome, type FullRun, runFull, type RunOutcome, runRulesFor } from './run/ledger.ts';
export { affectedRules, readsVillages } from './run/affected.ts';
export { changedBy, type Changed, householdsIn, neighboursOf } from './run/changed.ts';
export {
  answerRuns,
  cancelRuleRun,
  findRuleRun,
  lastRuleRun,
  listRuleRuns,
  queueRuleRun,
  type RuleRun,
  updateRuleRun,
  readyRuleRuns,
  waitingChanges,
  waitingRuleRuns,
} from './run/job.ts';
export { checkFiles, type FileFinding } from './check/check-files.ts';
export { type FileRow, FileRows } from './check/file-rows.ts';
export { findPaper, loadPapers, type PaperEdition, type PaperLibrary, papersAt } from './papers/library.ts';
export { type AskedHousehold, decideOfHouseholds } from './decisions/of-households.ts';
export {
  type CalendarFile,
  type Calendars,
  loadCalendars,
  type RefusedFile,
} from './procedures/calendars.ts';
export {
  findProcedure,
  type LoadedProcedure,
  loadProcedures,
  type ProcedureLibrary,
  proceduresOf,
} from './procedures/library.ts';
export { askRegister } from './procedures/ask.ts';
export { standingOfHouseholds } from './procedures/standing.ts';
export { calendarFileSchema, procedureFileSchema } from './procedures/schema.ts';
export { checkStaged, checkStagedVillages, type ImportHit } from './run/check-import.ts';
export { indexStaged, layoutsOfToday, stagedHouseholds, stagedNeighbours } from './run/staged.ts';
export { sumsAmong } from './run/read-villages.ts';
export { VillageTally } from './run/village-tally.ts';
