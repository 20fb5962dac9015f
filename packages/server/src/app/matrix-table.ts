import type { Foreign } from './matrix-world.ts';

/** A request aimed at what lies outside the caller's area, and how it may be answered. */
export interface Aim {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: object;
  /** Every status a role with the permission may get. 200 says: answered from the own area alone. */
  readonly answers: readonly number[];
  /** Nothing of a region in it: only the session and the permission count. */
  readonly own?: true;
  /** The caller's session does not outlive it. */
  readonly endsSession?: true;
}

const REASON = '核对信息，电话回访';
const HIDDEN = [404] as const;
const FIGURE = {
  kind: 'parameter',
  value: 1,
  from: '2026-01-01',
  source: { zh: '县发〔2026〕1 号', en: '' },
};
const own = (answers: readonly number[], rest: Omit<Aim, 'answers' | 'own'> = {}): Aim => ({
  ...rest,
  answers,
  own: true,
});

/**
 * One line for each endpoint of the contract, by its name there. An endpoint without a line fails the test, so
 * nobody adds one without saying how it is kept from foreign eyes.
 */
export const MATRIX: Readonly<Record<string, (foreign: Foreign) => Aim>> = {
  getSetup: () => own([200]),
  setupRegions: () => own([409]),
  runSetup: ({ region }) =>
    own([409], {
      body: { county: region, username: 'intruder', name: '外人', password: 'long enough to pass' },
    }),
  signIn: ({ username }) => own([401, 429], { body: { username: `${username}.not`, password: 'wrong' } }),

  getSession: () => own([200]),
  signOut: () => own([200], { endsSession: true }),
  wearGrant: ({ grant }) => ({ body: { grantId: grant }, answers: HIDDEN }),
  changePassword: () => own([401], { body: { current: 'not this one', next: 'something quite new' } }),
  startTotp: () => own([401], { body: { password: 'not this one' } }),
  confirmTotp: () => own([401], { body: { code: '000000' } }),
  stopTotp: () => own([401], { body: { password: 'not this one' } }),

  listRegions: ({ region }) => ({ query: { under: region }, answers: [200, 404] }),
  findRegions: ({ village }) => ({ query: { q: village }, answers: [200] }),
  getRegionHistory: ({ region }) => ({ params: { code: region }, answers: HIDDEN }),
  changeRegion: ({ region }) => ({
    params: { code: region },
    body: { kind: 'rename', name: '改名', on: '2026-01-01', reason: REASON },
    answers: HIDDEN,
  }),
  listHouseholds: ({ region, householdNo }) => ({ query: { region, q: householdNo }, answers: [200, 404] }),
  listPersons: ({ region, householdNo }) => ({ query: { region, q: householdNo }, answers: [200, 404] }),
  searchHouseholds: ({ region, householdNo }) => ({ body: { region, q: householdNo }, answers: [200, 404] }),
  searchPersons: ({ region, householdNo }) => ({ body: { region, q: householdNo }, answers: [200, 404] }),
  getHousehold: ({ household }) => ({ params: { id: household }, answers: HIDDEN }),
  getHouseholdHistory: ({ household }) => ({ params: { id: household }, answers: HIDDEN }),
  correctHousehold: ({ household }) => ({
    params: { id: household },
    body: { noun: 'condition', values: { toilet: true }, reason: REASON },
    answers: HIDDEN,
  }),
  reveal: ({ person }) => ({
    body: { noun: 'person', id: person, field: 'identity_no', reason: REASON },
    answers: HIDDEN,
  }),
  exportHouseholds: ({ region }) => ({ body: { region }, answers: [200, 404] }),
  exportPersons: ({ region }) => ({ body: { region }, answers: [200, 404] }),
  getVillage: ({ village }) => ({ params: { code: village }, answers: HIDDEN }),

  listPapers: () => own([200]),
  printHouseholdPaper: ({ household }) => ({
    params: { id: household },
    body: { paper: 'handbook' },
    answers: HIDDEN,
  }),
  printNotice: () => ({ params: { id: '999999999' }, body: {}, answers: HIDDEN }),
  previewHouseholdPaper: ({ household }) => ({
    params: { id: household, paper: 'handbook' },
    answers: HIDDEN,
  }),
  printVillagePaper: ({ village }) => ({
    params: { code: village },
    body: { paper: 'roll-households' },
    answers: HIDDEN,
  }),
  listPaperJobs: ({ village }) => ({ query: { region: village }, answers: HIDDEN }),
  startPaperJob: ({ village }) => ({
    params: { code: village },
    body: { paper: 'handbook' },
    answers: HIDDEN,
  }),
  listCasePapers: (foreign) => ({ params: { id: foreign.case }, answers: HIDDEN }),
  previewCasePaper: (foreign) => ({ params: { id: foreign.case, paper: 'review' }, answers: HIDDEN }),
  printCasePaper: (foreign) => ({
    params: { id: foreign.case },
    body: { paper: 'review' },
    answers: HIDDEN,
  }),
  startCasePaperJob: (foreign) => ({
    body: { papers: ['review'], cases: [foreign.case] },
    answers: HIDDEN,
  }),
  getPaperJob: ({ paperJob }) => ({ params: { id: paperJob }, answers: HIDDEN }),
  cancelPaperJob: ({ paperJob }) => ({ params: { id: paperJob }, answers: HIDDEN }),
  downloadPaperJob: ({ paperJob }) => ({ params: { id: paperJob }, answers: HIDDEN }),
  getPicture: ({ region }) => ({ query: { region }, answers: HIDDEN }),

  listNotices: ({ region }) => ({ query: { region }, answers: [200] }),
  getNotice: () => ({ params: { id: '999999999' }, answers: HIDDEN }),
  interruptNotice: () => ({
    params: { id: '999999999' },
    body: { from: '2026-01-01', to: '2026-01-02', reason: REASON },
    answers: HIDDEN,
  }),
  withdrawNotice: () => ({ params: { id: '999999999' }, body: { reason: REASON }, answers: HIDDEN }),
  checkNoticeText: () => own([200], { body: { text: '一句话' } }),
  openObjection: () => ({ params: { id: '999999999' }, answers: HIDDEN }),
  answerObjection: () => ({
    params: { id: '999999999' },
    body: { upheld: true, answer: '经核实情况属实' },
    answers: HIDDEN,
  }),

  listImports: () => ({ answers: [200] }),
  getImport: (foreign) => ({ params: { id: foreign.import }, answers: HIDDEN }),
  uploadImport: () => own([400]),
  mapImport: (foreign) => ({ params: { id: foreign.import }, body: { mappings: [] }, answers: HIDDEN }),
  commitImport: (foreign) => ({ params: { id: foreign.import }, body: {}, answers: HIDDEN }),
  cancelImport: (foreign) => ({ params: { id: foreign.import }, answers: HIDDEN }),
  listFaults: (foreign) => ({ params: { id: foreign.import }, answers: HIDDEN }),
  listRepairs: (foreign) => ({ params: { id: foreign.import }, answers: HIDDEN }),
  listDifferences: (foreign) => ({
    params: { id: foreign.import },
    query: { noun: 'household', kind: 'new' },
    answers: HIDDEN,
  }),
  downloadMarked: (foreign) => ({ params: { id: foreign.import }, answers: HIDDEN }),

  listFindings: ({ region }) => ({ query: { region, state: 'any' }, answers: HIDDEN }),
  countFindings: () => ({ query: { by: 'village', state: 'any' }, answers: [200] }),
  getFinding: ({ finding }) => ({ params: { id: finding }, answers: HIDDEN }),
  explainFinding: ({ finding }) => ({ params: { id: finding }, answers: HIDDEN }),
  judgeHousehold: ({ household }) => ({ params: { id: household }, answers: HIDDEN }),
  listHouseholdFindings: ({ household }) => ({ params: { id: household }, answers: HIDDEN }),
  listFindingPeople: () => ({ answers: [200] }),
  workFindings: ({ finding }) => ({ body: { ids: [finding], action: 'confirm' }, answers: [200] }),
  decideFindings: ({ finding, user }) => ({
    body: { ids: [finding], action: 'assign', to: { user } },
    answers: [200],
  }),
  getFindingDesk: () => ({ answers: [200] }),
  markFindingsSeen: () => own([200]),
  downloadFindings: ({ region }) => ({ query: { region }, answers: HIDDEN }),
  uploadAnswers: () => own([400]),

  listEvidence: ({ evidence }) => ({ query: { ids: evidence }, answers: [200] }),
  getEvidence: ({ evidence }) => ({ params: { id: evidence }, answers: HIDDEN }),
  openEvidence: ({ evidence }) => ({ params: { id: evidence }, answers: HIDDEN }),
  getEvidenceContent: ({ evidence }) => ({
    params: { id: evidence },
    query: { entry: '1' },
    answers: HIDDEN,
  }),
  getEvidenceThumbnail: ({ evidence }) => ({ params: { id: evidence }, answers: HIDDEN }),

  listProcedures: ({ region }) => ({ query: { region }, answers: HIDDEN }),
  listCases: ({ region }) => ({ query: { region, ended: 'any' }, answers: HIDDEN }),
  countCases: () => ({ query: { by: 'village', ended: 'any' }, answers: [200] }),
  getCaseBoard: () => ({ answers: [200] }),
  getVillageBoard: ({ village }) => ({ params: { code: village }, answers: HIDDEN }),
  getCaseCalendar: ({ region }) => ({
    query: { region, from: '2026-01-01', until: '2026-12-31' },
    answers: HIDDEN,
  }),
  listCaseLists: () => ({ answers: [200] }),
  getCase: (foreign) => ({ params: { id: foreign.case }, answers: HIDDEN }),
  listHouseholdCases: ({ household }) => ({ params: { id: household }, answers: HIDDEN }),
  // Refused one by one, as what is not there.
  mayBegin: ({ household }) => ({
    body: { procedure: 'household-exit', subjects: [{ household }] },
    answers: [200],
  }),
  openCases: ({ household }) => ({
    body: { procedure: 'household-exit', subjects: [{ household }] },
    answers: [200],
  }),
  actOnCases: (foreign) => ({
    body: { action: 'withdraw', reason: REASON, cases: [{ id: foreign.case, base: 1 }] },
    answers: [200],
  }),

  listRules: () => ({ answers: [200] }),
  listRuleRuns: () => ({ answers: [200] }),
  getRuleRun: () => ({ params: { id: '999999999' }, answers: HIDDEN }),
  startRuleRun: () => own([200, 403]),
  cancelRuleRun: () => ({ params: { id: '999999999' }, answers: HIDDEN }),

  listPolicyWords: () => own([200]),
  listDecisions: () => own([200]),
  decideOnFacts: () => own([200], { body: { decision: '低于监测线', facts: {} } }),
  listPolicyDrafts: () => ({ answers: [200] }),
  createPolicyDraft: () =>
    own([400, 404], { body: { kind: 'decision', name: '没有这项', from: '2026-01-01' } }),
  getPolicyDraft: (foreign) => ({ params: { id: foreign.draft }, answers: HIDDEN }),
  checkPolicyDraft: (foreign) => ({
    params: { id: foreign.draft },
    body: FIGURE,
    answers: HIDDEN,
  }),
  savePolicyDraft: (foreign) => ({
    params: { id: foreign.draft },
    body: { revision: 1, content: FIGURE },
    answers: HIDDEN,
  }),
  proposePolicyDraft: (foreign) => ({
    params: { id: foreign.draft },
    body: { reason: REASON, trial: null },
    answers: HIDDEN,
  }),
  withdrawPolicyDraft: (foreign) => ({
    params: { id: foreign.draft },
    body: { reason: REASON },
    answers: HIDDEN,
  }),
  approvePolicyDraft: (foreign) => ({
    params: { id: foreign.draft },
    body: { reason: REASON },
    answers: HIDDEN,
  }),
  refusePolicyDraft: (foreign) => ({
    params: { id: foreign.draft },
    body: { reason: REASON },
    answers: HIDDEN,
  }),
  listPolicyEditions: () => ({ answers: [200] }),
  startPolicyTrial: ({ region }) => ({
    body: { decision: '低于监测线', set: { 监测线: 8000 }, region },
    answers: HIDDEN,
  }),
  getPolicyTrial: (foreign) => ({ params: { id: foreign.trial }, answers: HIDDEN }),
  cancelPolicyTrial: (foreign) => ({ params: { id: foreign.trial }, answers: HIDDEN }),
  listPolicyTrials: () => ({ answers: [200] }),
  listPolicyTrialRows: (foreign) => ({ params: { id: foreign.trial }, answers: HIDDEN }),
  explainPolicyTrialRow: (foreign) => ({
    params: { id: foreign.trial, household: foreign.household },
    answers: HIDDEN,
  }),
  exportPolicyTrial: (foreign) => ({ params: { id: foreign.trial }, answers: HIDDEN }),
  listEntitlements: ({ household }) => ({ params: { id: household }, answers: HIDDEN }),
  listDecisionsMade: ({ household }) => ({ params: { id: household }, answers: HIDDEN }),
  recordDecision: ({ household }) => ({
    params: { id: household },
    body: { decision: '低于监测线', person: null, version: 'none' },
    answers: HIDDEN,
  }),
  replayDecision: (foreign) => ({ params: { id: foreign.made }, answers: HIDDEN }),
  tryPolicy: ({ region }) => ({ body: { decision: '低于监测线', set: {}, region }, answers: HIDDEN }),

  listUsers: ({ username }) => ({ query: { q: username }, answers: [200] }),
  createUser: ({ username }) => ({ body: { username, name: '同名' }, answers: [409] }),
  updateUser: ({ user }) => ({ params: { id: user }, body: { disabled: true }, answers: HIDDEN }),
  resetPassword: ({ user }) => ({ params: { id: user }, answers: HIDDEN }),
  addGrant: ({ user, region }) => ({
    params: { id: user },
    body: { role: 'leader', region },
    answers: HIDDEN,
  }),
  removeGrant: ({ user, grant }) => ({ params: { id: user, grant }, answers: HIDDEN }),
  listSessions: ({ user }) => ({ params: { id: user }, answers: HIDDEN }),
  revokeSession: ({ user, session }) => ({ params: { id: user, session }, answers: HIDDEN }),
  listJournal: ({ user }) => ({ query: { actor: user }, answers: [200] }),
  listSeals: () => ({ answers: [200] }),
  verifyJournal: () => ({ answers: [200] }),
};
