import type { Member } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';
import { Sealed } from '../../register/Sealed.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { MemberDrawer } from './MemberDrawer.tsx';
import { lastWork } from './work.ts';

interface Props {
  readonly title: string;
  readonly members: readonly Member[];
  readonly former?: boolean;
  /** Whose members they are today: then they can be corrected. */
  readonly household?: string;
}

/** Who belongs to the household; everything else of a person opens at the side. */
export function Members({ title, members, former = false, household }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  const of = (column: string): Column<Member> => ({
    key: column,
    title: fieldLabel(`person.${column}`, language),
    render: (member) => valueText(`person.${column}`, member.person.values[column], language),
  });
  const membership = (column: string): Column<Member> => ({
    key: column,
    title: fieldLabel(`membership.${column}`, language),
    render: (member) => valueText(`membership.${column}`, member.membership[column], language),
  });
  const identity = fieldLabel('person.identity_no', language);
  const phone = fieldLabel('person.phone', language);
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: fieldLabel('person.name', language),
      header: true,
      render: (member) => (
        <button type="button" className="linklike" onClick={() => setOpen(member.id)}>
          {member.name}
        </button>
      ),
    },
    membership('relation'),
    of('sex'),
    {
      key: 'age',
      title: t('person.age'),
      numeric: true,
      render: (member) => (member.age === null ? '' : `${member.age} ${t('unit.years')}`),
    },
    {
      key: 'identity',
      title: identity,
      render: (member) => (
        <Sealed
          noun="person"
          id={member.id}
          field="identity_no"
          masked={member.identity}
          about={`${member.name} · ${identity}`}
        />
      ),
    },
    ...(former
      ? [membership('to'), membership('reason')]
      : [
          of('health'),
          of('labour_skill'),
          {
            key: 'schooling',
            title: t('person.schooling'),
            render: (member: Member) => schooling(member, language),
          },
          {
            key: 'work',
            title: t('person.work'),
            render: (member: Member) => lastWork(member.work, language),
          },
          {
            key: 'phone',
            title: phone,
            render: (member: Member) => (
              <Sealed
                noun="person"
                id={member.id}
                field="phone"
                masked={member.phone}
                about={`${member.name} · ${phone}`}
              />
            ),
          },
        ]),
  ];
  return (
    <section aria-label={title}>
      <h2 style={{ margin: '2px 0 6px' }}>{title}</h2>
      <DataTable caption={title} columns={columns} rows={members} rowKey={(member) => member.id} cards />
      <MemberDrawer
        member={members.find(({ id }) => id === open) ?? null}
        household={household}
        onClose={() => setOpen(null)}
      />
    </section>
  );
}

/** Exactly one of education and enrolment is filled by the form's rule; whichever there is, is shown. */
function schooling(member: Member, language: 'zh' | 'en'): string {
  const { values } = member.person;
  return (
    valueText('person.enrolment', values['enrolment'], language) ||
    valueText('person.education', values['education'], language)
  );
}
