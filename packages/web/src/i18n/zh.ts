import { accountsZh } from './accounts.zh.ts';
import { commandsZh } from './commands.zh.ts';
import { draftsZh, madeZh, sheetZh, trialsZh } from './drafts.zh.ts';
import { evidenceZh } from './evidence.zh.ts';
import { findingsZh, judgementsZh, rulesZh } from './findings.zh.ts';
import { frameZh } from './frame.zh.ts';
import { importsZh } from './imports.zh.ts';
import { journalKeyZh } from './journal.zh.ts';
import { noticesZh } from './notices.zh.ts';
import { nouns } from './nouns.ts';
import { papersZh } from './papers.zh.ts';
import { policyZh } from './policy.zh.ts';
import { proceduresZh } from './procedures.zh.ts';
import { registerZh } from './register.zh.ts';

/** Every sentence of the console. `en.ts` has the same keys, or it does not type-check. */
export const zh = {
  product: '明白账',
  tagline: '精准帮扶登记簿',
  ...frameZh,
  ...accountsZh,
  ...registerZh,
  ...importsZh,
  ...commandsZh,
  noun: nouns('zh'),
  evidence: evidenceZh,
  findings: findingsZh,
  judgements: judgementsZh,
  rules: rulesZh,
  journalKey: journalKeyZh,
  notices: noticesZh,
  papers: papersZh,
  policy: policyZh,
  drafts: draftsZh,
  trials: trialsZh,
  made: madeZh,
  sheet: sheetZh,
  procedures: proceduresZh,
} as const;

type Widen<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
export type Texts = Widen<typeof zh>;
