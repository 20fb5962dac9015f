import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HouseholdRow } from '@mingbai/core/api';
import { Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { codeLabel } from '../../register/labels.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { householdLabel } from './HouseholdPicker.tsx';
import { mayBeginQuery } from './mayBeginQuery.ts';

interface Props {
  readonly procedure: string;
  readonly rows: readonly HouseholdRow[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** The households of a list for whom it can be begun, to be ticked; the others with the reason why not. */
export function Ticks({ procedure, rows, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [shown, show] = useState<'may' | 'not'>('may');
  const asked = useQuery(
    mayBeginQuery(
      procedure,
      rows.map(({ id }) => ({ household: id })),
    ),
  );
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />;
  const barred = new Map(
    asked.data.flatMap((one) => {
      const id = rows[one.place]?.id;
      return one.refusal === null || id === undefined ? [] : [[id, one] as const];
    }),
  );
  const list = rows.map((row) => {
    const state = row.values['exit_state'];
    const standing =
      typeof state === 'string' ? codeLabel('household.exit_state', state, language) : undefined;
    const label = [householdLabel(row, t('procedures.noHead')), standing].filter(Boolean).join(' · ');
    return { id: row.id, label, not: barred.get(row.id) };
  });
  const found = list.filter(({ label }) => label.includes(typed.trim()));
  const may = found.filter(({ not }) => not === undefined);
  const not = found.filter((one) => one.not !== undefined);
  const all = may.map(({ id }) => id);
  const ticked = all.filter((id) => chosen.includes(id));
  const others = chosen.filter((id) => !all.includes(id));
  return (
    <div className="stack">
      <Input
        allowClear
        aria-label={t('procedures.findInList')}
        placeholder={t('procedures.findInList')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Segmented
        block
        value={shown}
        options={[
          { value: 'may', label: t('procedures.mayBegin', { n: count(may.length) }) },
          { value: 'not', label: t('procedures.mayNotBegin', { n: count(not.length) }) },
        ]}
        onChange={show}
      />
      {shown === 'may' && all.length > 0 && (
        <Checkbox
          checked={ticked.length === all.length}
          indeterminate={ticked.length > 0 && ticked.length < all.length}
          onChange={({ target }) => onChange(target.checked ? [...others, ...all] : others)}
        >
          {t('procedures.chosenOf', { n: count(chosen.length), all: count(all.length) })}
        </Checkbox>
      )}
      {(shown === 'may' ? may : not).length === 0 && <p className="soft">{t('procedures.noneInList')}</p>}
      {/* One that scrolls and holds nothing to press is reached by the keyboard all the same. */}
      <ul className="household-ticks" tabIndex={0}>
        {shown === 'may'
          ? may.map(({ id, label }) => (
              <li key={id}>
                <Checkbox
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                  }
                >
                  {label}
                </Checkbox>
              </li>
            ))
          : not.map(({ id, label, not: why }) => (
              <li key={id}>
                {label}
                <br />
                <span className="soft">
                  {why?.refusal?.what[language]}{' '}
                  {why !== undefined && why.case !== null && (
                    <Link to="/cases/$id" params={{ id: why.case }}>
                      {t('procedures.openCase')}
                    </Link>
                  )}
                </span>
              </li>
            ))}
      </ul>
    </div>
  );
}
