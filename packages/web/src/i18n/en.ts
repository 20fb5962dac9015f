import { accountsEn } from './accounts.en.ts';
import { commandsEn } from './commands.en.ts';
import { draftsEn, madeEn, sheetEn, trialsEn } from './drafts.en.ts';
import { evidenceEn } from './evidence.en.ts';
import { findingsEn, judgementsEn, rulesEn } from './findings.en.ts';
import { frameEn } from './frame.en.ts';
import { importsEn } from './imports.en.ts';
import { journalKeyEn } from './journal.en.ts';
import { noticesEn } from './notices.en.ts';
import { nouns } from './nouns.ts';
import { papersEn } from './papers.en.ts';
import { policyEn } from './policy.en.ts';
import { proceduresEn } from './procedures.en.ts';
import { registerEn } from './register.en.ts';
import type { Texts } from './zh.ts';

export const en: Texts = {
  product: 'Mingbai',
  tagline: 'The register of targeted help',
  ...frameEn,
  ...accountsEn,
  ...registerEn,
  ...importsEn,
  ...commandsEn,
  noun: nouns('en'),
  evidence: evidenceEn,
  findings: findingsEn,
  judgements: judgementsEn,
  rules: rulesEn,
  journalKey: journalKeyEn,
  notices: noticesEn,
  papers: papersEn,
  policy: policyEn,
  drafts: draftsEn,
  trials: trialsEn,
  made: madeEn,
  sheet: sheetEn,
  procedures: proceduresEn,
};
