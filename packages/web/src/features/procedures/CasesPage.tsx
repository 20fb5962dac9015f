import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { pick } from '../../app/address.ts';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Begin } from './Begin.tsx';
import { Board } from './Board.tsx';
import { CaseCalendar } from './CaseCalendar.tsx';
import { CaseFilters } from './CaseFilters.tsx';
import { CaseList } from './CaseList.tsx';
import { ProcedureLibrary } from './ProcedureLibrary.tsx';
import { CASE_KEYS, CASE_VIEWS } from './searchKeys.ts';
import { askedCases } from './whose.ts';
import './procedures.css';

/** Everything that is under way: my queue by due day, the board by place, the calendar, the procedures themselves. */
export function CasesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/cases' });
  const navigate = useNavigate({ from: '/cases' });
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const [beginning, begin] = useState(false);
  const view = CASE_VIEWS.find((one) => one === search.view) ?? 'list';
  const filter = askedCases(search, view, permissions.includes('procedure.act'));
  const ask = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({ search: pick({ ...search, ...change }, CASE_KEYS), replace: true });
  return (
    <div className="stack">
      <div className="row">
        <PageTitle text={t('menu.cases')} />
        <span className="grow" />
        <RegionPicker value={filter.region} onChange={(region) => ask({ region })} />
        <Select
          aria-label={t('procedures.view.title')}
          style={{ width: 130 }}
          value={view}
          options={CASE_VIEWS.map((value) => ({ value, label: t(`procedures.view.${value}`) }))}
          onChange={(value: string) => ask({ view: value === 'list' ? undefined : value })}
        />
        {permissions.includes('procedure.act') && (
          <Button type="primary" onClick={() => begin(true)}>
            {t('procedures.begin')}
          </Button>
        )}
      </div>
      {(view === 'list' || view === 'board') && (
        <CaseFilters
          filter={filter}
          mayAct={permissions.includes('procedure.act')}
          onChange={ask}
          onClear={() => void navigate({ search: pick(search, ['view', 'mine', 'all', 'ended']) })}
        />
      )}
      {view === 'list' && (
        <CaseList filter={filter} onAll={() => void navigate({ search: { all: 'true' } })} />
      )}
      {view === 'board' && <Board filter={filter} />}
      {view === 'calendar' && (
        <CaseCalendar region={filter.region} month={search.month} onMonth={(month) => ask({ month })} />
      )}
      {view === 'procedures' && <ProcedureLibrary shown={search.shown} onShow={(shown) => ask({ shown })} />}
      {beginning && <Begin onClose={() => begin(false)} />}
    </div>
  );
}
