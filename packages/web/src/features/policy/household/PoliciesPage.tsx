import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  getHousehold,
  judgeHousehold,
  listEntitlements,
  type Entitlement,
  type HouseholdJudgement,
} from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { count } from '../../../format/values.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { PageTitle } from '../../../ui/PageTitle.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { Measures } from '../../household/Measures.tsx';
import '../policy.css';
import './print.css';
import { Result } from './DecisionsMade.tsx';
import { Said } from '../Said.tsx';
import { useWords } from '../useWords.ts';

/** A household's policies on a sheet that can be printed and left with it: what it gets, what it may get, why, and whom to ask. */
export function PoliciesPage() {
  const { id } = useParams({ from: '/shell/households/$id/policies' });
  const { t } = useTranslation();
  const page = useQuery({
    queryKey: ['household', id, {}],
    queryFn: ({ signal }) => call(getHousehold, { params: { id }, query: {}, signal }),
  });
  const may = useQuery({
    queryKey: ['entitlements', id],
    queryFn: ({ signal }) => call(listEntitlements, { params: { id }, signal }),
  });
  const judged = useQuery({
    queryKey: ['judgements', id],
    queryFn: ({ signal }) => call(judgeHousehold, { params: { id }, query: {}, signal }),
  });
  const failed = [page, may, judged].find(({ isError }) => isError);
  if (failed !== undefined) return <ProblemNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (page.data === undefined || may.data === undefined || judged.data === undefined) return <Loading />;
  const { members, responsible, measures, region, household } = page.data;
  const head = members.find(({ membership }) => membership['relation'] === 'head') ?? members[0];
  const own = judged.data.filter(({ person }) => person === null);
  return (
    <div className="stack policy policy-sheet">
      <div className="row no-print">
        <Link to="/households/$id" params={{ id }}>
          {t('sheet.back')}
        </Link>
        <Button onClick={() => globalThis.print()}>{t('sheet.print')}</Button>
      </div>
      <PageTitle
        text={t('sheet.title', { name: head?.name ?? String(household.values['household_no'] ?? '') })}
      />
      <p>
        {region.name} · {String(household.values['household_no'] ?? '')} · {may.data.on}
      </p>
      <section className="panel stack">
        <h2>{t('sheet.judged')}</h2>
        <ul className="policy-value">
          {own.map((one) => (
            <li key={one.decision.zh}>
              <Judged one={one} />
            </li>
          ))}
        </ul>
      </section>
      <Measures measures={measures} />
      <section className="panel stack">
        <h2>{t('sheet.may')}</h2>
        <p className="soft">{t('sheet.mayWhy')}</p>
        {may.data.entitlements.length === 0 ? (
          <p>{t('sheet.nothing')}</p>
        ) : (
          <MayGet entitlements={may.data.entitlements} />
        )}
      </section>
      <section className="panel stack">
        <h2>{t('sheet.what')}</h2>
        <p>{t('sheet.how')}</p>
        <p>
          {t('sheet.ask')}{' '}
          <strong>
            {responsible
              .filter(({ values }) => values['to'] === null || values['to'] === undefined)
              .map(({ values }) => String(values['name'] ?? ''))
              .join('、') || t('household.nobody')}
          </strong>
        </p>
      </section>
    </div>
  );
}

const ROW = /^第 \d+ 行符合[：:]?\s*/;
const ROW_EN = /^Row \d+ applies:?\s*/;

function Judged({ one }: { readonly one: HouseholdJudgement }) {
  const language = useLanguage();
  // What the row that hit says of itself; how it is computed is for the household's page.
  const why = one.sentences.findLast(({ zh, depth }) => depth <= 1 && ROW.test(zh));
  const said = why?.[language].replace(ROW, '').replace(ROW_EN, '') ?? '';
  return (
    <>
      {(language === 'zh' ? one.question : one.questionEn) ?? one.decision[language]}{' '}
      <strong>
        <Result result={one.result} />
      </strong>
      {said !== '' && <span> — {said}</span>} <span className="soft">{one.source[language]}</span>
    </>
  );
}

function MayGet({ entitlements }: { readonly entitlements: readonly Entitlement[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const language = useLanguage();
  return (
    <DataTable<Entitlement>
      caption={t('sheet.may')}
      rows={entitlements}
      rowKey={({ person, policy }) => `${person.id} ${policy}`}
      cards
      columns={[
        { key: 'person', title: t('sheet.person'), header: true, render: ({ person }) => person.name },
        {
          key: 'policy',
          title: t('policy.name'),
          wrap: true,
          render: ({ policy }) => <Said text={policy} as="value" />,
        },
        {
          key: 'amount',
          title: t('sheet.amount'),
          render: ({ amount, period }) => (
            <>
              {amount !== null && `${count(amount)} ${words.unit('元')}/`}
              <Said text={period} as="value" />
            </>
          ),
        },
        {
          key: 'department',
          title: t('sheet.department'),
          render: ({ department }) => <Said text={department} as="value" />,
        },
        { key: 'why', title: t('policy.reasons'), wrap: true, render: ({ why }) => why[language] },
      ]}
    />
  );
}
