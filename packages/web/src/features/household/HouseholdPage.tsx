import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { getHousehold } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { pick } from '../../app/address.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { HouseholdEvidence } from '../evidence/HouseholdEvidence.tsx';
import { PrintHousehold } from '../papers/PrintHousehold.tsx';
import { AsOf } from './AsOf.tsx';
import { Conditions } from './Conditions.tsx';
import { GuaranteeList } from './GuaranteeList.tsx';
import { HeadLine } from './HeadLine.tsx';
import { HouseholdCases } from './HouseholdCases.tsx';
import { HouseholdFindings } from './HouseholdFindings.tsx';
import { Judgements } from './Judgements.tsx';
import { History } from './History.tsx';
import { IncomeAccount } from './IncomeAccount.tsx';
import { Measures } from './Measures.tsx';
import { Members } from './Members.tsx';
import { Responsible } from './Responsible.tsx';
import { NotThen } from './NotThen.tsx';
import { Risks } from './Risks.tsx';
import './household.css';

/** One household on one page, so that whoever is asked can answer: 一口清. */
export function HouseholdPage() {
  const { id } = useParams({ from: '/shell/households/$id' });
  const search = useSearch({ from: '/shell/households/$id' });
  const { t } = useTranslation();
  const when = pick(search, ['asOf', 'knownAt']);
  const query = useQuery({
    queryKey: ['household', id, when],
    queryFn: ({ signal }) => call(getHousehold, { params: { id }, query: when, signal }),
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <Loading />;
  const past = when.asOf !== undefined || when.knownAt !== undefined;
  if (query.isError && past) return <NotThen id={id} error={query.error} when={when} />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const page = query.data;
  return (
    <div className="stack" aria-busy={query.isPlaceholderData}>
      <HeadLine page={page} past={past} />
      <div className="row">
        <AsOf asOf={page.asOf} knownAt={page.knownAt} past={past} />
        {!past && <PrintHousehold household={id} />}
      </div>
      <Members
        title={t('household.membersTitle', { count: page.members.length })}
        members={page.members}
        {...(past ? {} : { household: id })}
      />
      <div className="household-grid">
        <div className="stack">
          <IncomeAccount incomes={page.incomes} />
          <Measures measures={page.measures} />
          {!past && <Judgements id={id} />}
          <History id={id} />
        </div>
        <div className="stack">
          {!past && <HouseholdCases id={id} region={page.region.code} />}
          <HouseholdFindings id={id} />
          {!past && <HouseholdEvidence id={id} region={page.region.code} />}
          <GuaranteeList guarantee={page.guarantee} />
          <Risks risks={page.risk} />
          <Responsible people={page.responsible} />
          <Conditions condition={page.condition} household={id} past={past} />
        </div>
      </div>
      {page.formerMembers.length > 0 && (
        <Members
          title={t('household.formerTitle', { count: page.formerMembers.length })}
          members={page.formerMembers}
          former
        />
      )}
    </div>
  );
}
