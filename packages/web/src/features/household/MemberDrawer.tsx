import type { Member } from '@mingbai/core/api';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../register/Facts.tsx';
import { Source } from '../../register/Source.tsx';
import { Correct } from './Correct.tsx';
import { workPeriod } from './work.ts';

/** Everything the register has of one person, with where it came from. */
export function MemberDrawer({
  member,
  household,
  onClose,
}: {
  readonly member: Member | null;
  /** Whose member it is today. */
  readonly household?: string | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={member !== null}
      onClose={onClose}
      size="min(560px, 100vw)"
      title={member?.name}
      destroyOnHidden
      closable={{ 'aria-label': t('action.close') }}
    >
      {member !== null && (
        <div className="stack">
          <section>
            <h2 className="row">
              {t('person.facts')} <Source of={member.person.provenance} about={member.name} />
              {household !== undefined && (
                <Correct
                  household={household}
                  noun="person"
                  person={member.id}
                  about={member.name}
                  values={member.person.values}
                  phone={member.phone}
                />
              )}
            </h2>
            <Facts noun="person" values={member.person.values} />
          </section>
          <section>
            <h2>{t('person.membership')}</h2>
            <Facts noun="membership" values={member.membership} />
          </section>
          {member.work.map((work, index) => {
            const { of, period } = workPeriod(work);
            return (
              <section key={String(work['period'] ?? index)}>
                <h2>{t(of === 'year' ? 'person.workOf' : 'person.workSince', { period })}</h2>
                <Facts noun="work" values={work} />
              </section>
            );
          })}
        </div>
      )}
    </Drawer>
  );
}
