export * from './region/catalogue-file.ts';
export { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded/start.ts';
export * from './db/tx.ts';
export * from './db/database.ts';
export * from './db/migrate.ts';
export * from './journal/command.ts';
export * from './journal/chain.ts';
export * from './journal/seal.ts';
export * from './journal/verify.ts';
export * from './register/nouns.ts';
export * from './register/columns.ts';
export { fillIdentitySigns } from './register/fill-signs.ts';
export * from './account/account.ts';
export * from './account/attempt.ts';
export * from './account/grant.ts';
export * from './account/session.ts';
export * from './account/installation.ts';
export * from './region/load.ts';
export { openVault, type Vault, type VaultOptions } from './vault/vault.ts';
export { createKeys, keyFileIn, rotateKeys, type HashName } from './vault/keys.ts';
export type { CipherName } from './vault/sealer.ts';
export type { SealedFiles, SealedSource } from './vault/sealed-file.ts';
export * from './journal/list.ts';
export { countyNames, subjectNames, type SubjectName } from './journal/subjects.ts';
export * from './db/create.ts';
export * from './import/layout.ts';
export { householdsOf, personsOf } from './import/source.ts';
export { stageWriter, type StagedRow, type StageWriter } from './import/stage.ts';
export { hash32, hash64, sealHere, type CloseDraft } from './import/sealing.ts';
export { startSealing } from './import/sealing-thread.ts';
export {
  changesOf,
  checkStage,
  commitStage,
  createStage,
  dropStage,
  dropStages,
  refreshStatistics,
  type CheckedNoun,
} from './import/run.ts';
export { beginBulk, endBulk } from './import/bulk.ts';
export type { NounWritten } from './import/write.ts';
export type { RegisterFault } from './import/faults.ts';
export * from './import/job.ts';
export { answerAsTwin, findTwin } from './import/again.ts';
export * from './import/listing.ts';
export { defaultHome } from './embedded/home.ts';
export * from './import/mapping.ts';
export { markKeyPoor } from './region/key-poor.ts';
export { differencePage, layoutsWith, type DifferenceRow } from './import/differences.ts';
export * from './region/region.ts';
export * from './region/find.ts';
export * from './region/change.ts';
export { regionHistory } from './region/history.ts';
export * from './register/provenance.ts';
export { findArea, type Area } from './register/read-area.ts';
export { NO_VALUE } from './register/read-filter.ts';
export { readSearch, type Search } from './register/read-search.ts';
export { Totals } from './register/read-total.ts';
export * from './register/read-households.ts';
export * from './register/read-persons.ts';
export * from './register/read-household.ts';
export * from './register/read-history.ts';
export * from './register/read-sealed.ts';
export * from './register/read-village.ts';
export { countPicture, pulseOf, type Counts } from './register/read-picture.ts';
export { createHits, createStagedHits, dropHits, writeHits, type Hit } from './finding/hits.ts';
export { recordRun, type Recorded } from './finding/run.ts';
export type { Run, RunScope } from './finding/run-sql.ts';
export * from './finding/decide.ts';
export * from './finding/read.ts';
export * from './finding/count.ts';
export * from './finding/desk.ts';
export type { Looker } from './finding/filter.ts';
export { findRecorded } from './finding/recorded.ts';
