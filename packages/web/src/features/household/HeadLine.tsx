import { Link } from '@tanstack/react-router';
import type { HouseholdPage, RegionRef } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Facts } from '../../register/Facts.tsx';
import { exitTone, fieldLabel, valueText } from '../../register/labels.ts';
import { Sealed } from '../../register/Sealed.tsx';
import { Source } from '../../register/Source.tsx';
import { Correct } from './Correct.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { StateWord } from '../../ui/StateWord.tsx';

/** What this household is, in one line: who, where, state, class, cause, and who answers for it. */
export function HeadLine({ page, past }: { readonly page: HouseholdPage; readonly past: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { values, provenance } = page.household;
  const text = (column: string): string => valueText(`household.${column}`, values[column], language);
  const head = page.members.find((member) => member.membership['relation'] === 'head') ?? page.members[0];
  const no = String(values['household_no'] ?? '');
  const name = head?.name ?? no;
  return (
    <section className="panel stack" aria-label={t('household.summary')}>
      <div className="headline">
        <PageTitle text={t('household.title', { name })} />
        <span className="soft">{no}</span>
        <StateWord tone={exitTone(values['exit_state'] as string | null | undefined)}>
          {text('exit_state')}
        </StateWord>
        <StateWord tone="amber">{text('monitor_class')}</StateWord>
        <span>{text('poverty_class')}</span>
        <span>
          <span className="soft">{fieldLabel('household.main_cause', language)}</span>{' '}
          {text('main_cause') || t('household.notGiven')}
          {text('other_causes') !== '' && `（${text('other_causes')}）`}
        </span>
        <Source of={provenance} about={t('household.summary')} />
        {!past && (
          <Correct
            household={page.id}
            noun="household"
            about={t('household.summary')}
            values={values}
            phone={page.phone}
          />
        )}
        <span className="grow" />
        <Where path={page.path} region={page.region} group={page.group} />
      </div>
      <div className="headline">
        <Contact page={page} name={name} />
      </div>
      <Facts
        noun="household"
        values={values}
        without={[
          'household_no',
          'exit_state',
          'monitor_class',
          'poverty_class',
          'main_cause',
          'other_causes',
        ]}
      />
    </section>
  );
}

function Contact({ page, name }: { readonly page: HouseholdPage; readonly name: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const phone = fieldLabel('household.phone', language);
  const account = fieldLabel('household.bank_account', language);
  const responsible = page.responsible.filter(
    (person) => person.values['to'] === null || person.values['to'] === undefined,
  );
  return (
    <>
      <span>
        <span className="soft">{t('household.responsible')}</span>{' '}
        {responsible.map((person) => String(person.values['name'] ?? '')).join('、') || t('household.nobody')}
      </span>
      {page.phone !== null && (
        <span>
          <span className="soft">{phone}</span>{' '}
          <Sealed
            noun="household"
            id={page.id}
            field="phone"
            masked={page.phone}
            about={`${name} · ${phone}`}
          />
        </span>
      )}
      {page.bank_account !== null && (
        <span>
          <span className="soft">{account}</span>{' '}
          <Sealed
            noun="household"
            id={page.id}
            field="bank_account"
            masked={page.bank_account}
            about={`${name} · ${account}`}
          />
        </span>
      )}
    </>
  );
}

function Where({
  path,
  region,
  group,
}: {
  readonly path: readonly RegionRef[];
  readonly region: RegionRef;
  readonly group: string | null;
}) {
  const township = path.filter((step) => step.code !== region.code).at(-1);
  return (
    <span>
      {township !== undefined && (
        <>
          <Link to="/picture" search={{ region: township.code }}>
            {township.name}
          </Link>
          {' / '}
        </>
      )}
      <Link to="/villages/$code" params={{ code: region.code }}>
        {region.name}
      </Link>
      {group !== null && ` / ${group}`}
    </span>
  );
}
