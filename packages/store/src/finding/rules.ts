import type { FindingRule } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';

/** Keeps the words of every version that ran; what a version says never changes afterwards. */
export async function rememberRules(tx: WriteTx, rules: readonly FindingRule[]): Promise<void> {
  const fresh = await tx.find(
    `select from unnest($1::text[], $2::text[]) r(rule, version)
     where not exists (select from mingbai.finding_rule w where w.rule = r.rule and w.version = r.version) limit 1`,
    [rules.map(({ id }) => id), rules.map(({ version }) => version)],
    'finding-rules-known',
  );
  if (fresh === undefined) return;
  await tx.run(
    `insert into mingbai.finding_rule (rule, version, family, severity, title_zh, title_en, message_zh, message_en, advice_zh, advice_en, fields, citation,
       family_zh, family_en)
     select r.id, r.version, r.family, r.severity, r.title ->> 'zh', r.title ->> 'en', r.message ->> 'zh', r.message ->> 'en',
       r.advice ->> 'zh', r.advice ->> 'en', r.fields, r.citation, r."familyName" ->> 'zh', r."familyName" ->> 'en'
     from jsonb_to_recordset($1::jsonb) as r(id text, version text, family text, severity text, title jsonb, message jsonb,
       advice jsonb, fields text[], citation text, "familyName" jsonb)
     on conflict do nothing`,
    [JSON.stringify(rules)],
  );
}
