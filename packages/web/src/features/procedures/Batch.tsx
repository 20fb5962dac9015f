import { useQuery } from '@tanstack/react-query';
import { getCase, type CaseFilter, type CaseRow } from '@mingbai/core/api';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import type { Chosen } from '../../ui/useChosen.ts';
import { Act } from './Act.tsx';

const PrintCases = lazy(async () => ({ default: (await import('../papers/PrintCases.tsx')).PrintCases }));

/** What can be done with all cases chosen: they are of one procedure, and each of them can take the step. */
export function Batch({
  chosen,
  rows,
  filter,
  total,
}: {
  readonly chosen: Chosen<string>;
  readonly rows: readonly CaseRow[];
  readonly filter: CaseFilter;
  /** Of the filter. */
  readonly total: number;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [printing, print] = useState(false);
  const mayPrint = useQuery(sessionQuery).data?.permissions.includes('paper.print') === true;
  const picked = rows.filter(({ id }) => chosen.ids.has(id));
  const [first, ...others] = picked;
  const same = others.every(
    ({ procedure }) => procedure.id === first?.procedure.id && procedure.version === first.procedure.version,
  );
  const possible =
    first === undefined || !same
      ? []
      : first.open.filter(
          ({ action, list }) =>
            (list || others.length === 0) &&
            picked.every(({ open }) => open.some((one) => one.action === action && one.refusal === null)),
        );
  // The procedure as it was when these began.
  const definition = useQuery({
    queryKey: ['case', first?.id],
    queryFn: ({ signal }) => call(getCase, { params: { id: first?.id ?? '' }, signal }),
    enabled: chosen.asked !== null && first !== undefined,
  }).data?.definition;
  // A list, or one procedure, is of one kind as it is.
  const whole =
    filter.list !== undefined || (filter.procedure !== undefined && !filter.procedure.includes(','));
  const example = first ?? (whole ? rows[0] : undefined);
  return (
    <div className="row" role="group" aria-label={t('procedures.batch')}>
      <button type="button" className="linklike" onClick={chosen.toggleShown}>
        {t(chosen.ids.size > 0 ? 'findings.chooseNone' : 'findings.chooseShown')}
      </button>
      <strong role="status">
        {picked.length > 0 && t('procedures.chosen', { n: count(picked.length) })}
      </strong>
      {picked.length === 0 && <span className="soft keys">{t('procedures.keys')}</span>}
      {picked.length > 1 && !same && <span className="soft">{t('procedures.notSame')}</span>}
      {picked.length > 0 && same && possible.length === 0 && (
        <span className="soft">{t('procedures.noneOpen')}</span>
      )}
      {possible.map(({ action, name }) => (
        <Button key={action} size="small" onClick={() => chosen.ask(action)}>
          {name[language]}
        </Button>
      ))}
      {mayPrint && same && example !== undefined && (
        <Button size="small" onClick={() => print(true)}>
          {t('papers.ofCases')}
        </Button>
      )}
      {printing && example !== undefined && (
        <Suspense>
          <PrintCases
            chosen={picked.map(({ id }) => id)}
            all={whole ? { filter, total } : undefined}
            example={example.id}
            onClose={() => print(false)}
          />
        </Suspense>
      )}
      {chosen.asked !== null && definition !== undefined && (
        <Act
          procedure={definition.procedure}
          name={chosen.asked}
          cases={picked.map((row) => ({
            id: row.id,
            title: row.title,
            base: row.base,
            household: row.noun === 'household' ? row.subject : null,
            region: row.region.code,
          }))}
          onClose={() => chosen.ask(null)}
          onDone={chosen.clear}
        />
      )}
    </div>
  );
}
