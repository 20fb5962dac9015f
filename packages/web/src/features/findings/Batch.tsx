import { useQuery } from '@tanstack/react-query';
import {
  DECIDE_ACTIONS,
  FINDING_ACTIONS,
  nextFindingState,
  WORK_ACTIONS,
  type FindingAction,
} from '@mingbai/core';
import type { FindingFilter, FindingRow } from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Decide } from './Decide.tsx';
import type { Chosen } from '../../ui/useChosen.ts';

interface Props {
  readonly chosen: Chosen<FindingAction>;
  readonly rows: readonly FindingRow[];
  readonly filter: FindingFilter;
  readonly total: number;
}

/** What can be done with the chosen findings at once. */
export function Batch({ chosen, rows, filter, total }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const size = chosen.everything ? total : chosen.ids.size;
  const picked = rows.filter(({ id }) => chosen.ids.has(id));
  const fits = (action: FindingAction): boolean =>
    chosen.everything ||
    picked.some((row) => nextFindingState(row.state, action, row.assignee !== null) !== undefined);
  const actions: FindingAction[] = [
    ...(permissions.includes('finding.work') ? WORK_ACTIONS : []),
    ...(permissions.includes('finding.decide') ? DECIDE_ACTIONS : []),
  ];
  const possible = size > 0 ? actions.filter(fits) : [];
  if (actions.length === 0) return null;
  return (
    <div className="row" role="group" aria-label={t('findings.batch')}>
      <button type="button" className="linklike" onClick={chosen.toggleShown}>
        {t(chosen.ids.size > 0 ? 'findings.chooseNone' : 'findings.chooseShown')}
      </button>
      {chosen.ids.size > 0 && chosen.ids.size < total && !chosen.everything && (
        <button type="button" className="linklike" onClick={chosen.chooseEverything}>
          {t('findings.chooseEverything', { total: count(total) })}
        </button>
      )}
      <strong role="status">{size > 0 && t('findings.chosen', { size: count(size) })}</strong>
      {size === 0 && <span className="soft keys">{t('findings.keys')}</span>}
      {possible.map((action) => (
        <Button key={action} size="small" onClick={() => chosen.ask(action)}>
          {FINDING_ACTIONS[action][language]}
        </Button>
      ))}
      {chosen.asked !== null && possible.includes(chosen.asked) && (
        <Decide
          action={chosen.asked}
          size={size}
          rows={rows}
          what={chosen.everything ? { filter, expected: total } : { ids: [...chosen.ids] }}
          onClose={() => chosen.ask(null)}
          onDone={chosen.clear}
        />
      )}
    </div>
  );
}
