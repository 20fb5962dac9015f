import type { FindingRule } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';

/** Keeps the words of every version that ran; what a version says never changes afterwards. */
export async function rememberRules(tx: WriteTx, rules: readonly FindingRule[]): Promise<void> {
  await tx.run(
    `insert into mingbai.finding_rule (rule, version, family, severity, title_zh, title_en, message_zh, message_en, advice_zh, advice_en, fields, citation)
     select r.id, r.version, r.family, r.severity, r.title ->> 'zh', r.title ->> 'en', r.message ->> 'zh', r.message ->> 'en',
       r.advice ->> 'zh', r.advice ->> 'en', r.fields, r.citation
     from jsonb_to_recordset($1::jsonb) as r(id text, version text, family text, severity text, title jsonb, message jsonb,
       advice jsonb, fields text[], citation text)
     on conflict do nothing`,
    [JSON.stringify(rules)],
  );
}
