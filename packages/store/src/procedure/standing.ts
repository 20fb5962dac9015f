import type { Calendar, CaseJudgement, FoldedCase, ProcedureAction, RegionCode, Votes } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { NoticeAsked } from '../notice/post.ts';
import type { Desk } from '../register/said-columns.ts';
import type { Vault } from '../vault/vault.ts';
import type { Edition } from './edition.ts';

/** What was brought to one case. */
export interface Brought {
  /** Day on which it happened. */
  readonly on: string;
  /** How many actions the person had seen. */
  readonly base: number;
  readonly given: Readonly<Record<string, unknown>>;
  readonly evidence: readonly { readonly need: string; readonly id: string }[];
  readonly votes?: Votes | undefined;
  readonly reason?: string | undefined;
  /** Words of the public notice that the action hangs out, where its state carries one. */
  readonly notice?: NoticeAsked | undefined;
}

/** A case that stands somewhere in its procedure, with what is to be done about it. */
export interface Standing {
  readonly case: string;
  readonly edition: Edition;
  readonly folded: FoldedCase;
  readonly noun: 'household' | 'village' | 'county';
  readonly subject: string | null;
  /** The head of the household, or the name of the place. */
  readonly title: string;
  /** The list it goes through its steps with. */
  readonly list: string | null;
  readonly region: RegionCode;
  readonly brought: Brought;
}

/** A decision of the policy that was asked, as the action keeps it. */
export interface KeptJudgement extends CaseJudgement {
  readonly decision: string;
  readonly version: string;
}

/** What taking actions needs besides the transaction. */
export interface Procedures extends Desk {
  readonly vault: Pick<Vault, 'seal' | 'open' | 'find'>;
  readonly calendar: Calendar;
  /** Of a department officer who acts. */
  readonly department?: string | null | undefined;
  /** Asks the decision under `judges` of each case whose action has one. */
  readonly judge?: (
    tx: WriteTx,
    asked: readonly JudgementAsked[],
  ) => Promise<ReadonlyMap<string, KeptJudgement>>;
}

export interface JudgementAsked {
  readonly case: string;
  readonly judges: NonNullable<ProcedureAction['judges']>;
  readonly noun: Standing['noun'];
  readonly subject: string | null;
  readonly region: RegionCode;
  readonly on: string;
  /** Answers that are facts of the decision, by the Chinese name of the fact. */
  readonly facts: Readonly<Record<string, unknown>>;
}
