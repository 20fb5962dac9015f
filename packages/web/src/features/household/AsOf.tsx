import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../ui/DayInput.tsx';
import { useToday } from '../../ui/useToday.ts';

interface Props {
  readonly asOf: string;
  readonly knownAt: string;
  readonly past: boolean;
}

/** As it was on a day, as it was known on a day: two questions, two days. */
export function AsOf({ asOf, knownAt, past }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/households/$id' });
  const today = useToday();
  const known = knownAt.slice(0, 10);
  const set = (key: 'asOf' | 'knownAt', day: string | undefined) =>
    void navigate({
      search: (old) => {
        const { [key]: _, ...rest } = old;
        return day === undefined ? rest : { ...rest, [key]: day };
      },
    });
  return (
    <div className={`panel row${past ? ' past-note' : ''}`} role="group" aria-label={t('asOf.group')}>
      <DayInput label={t('asOf.asOf')} value={asOf} max={today} onChange={(day) => set('asOf', day)} />
      <DayInput label={t('asOf.knownAt')} value={known} max={today} onChange={(day) => set('knownAt', day)} />
      {past ? (
        <>
          <strong role="status">{t('asOf.past', { asOf, knownAt: known })}</strong>
          <button type="button" className="linklike" onClick={() => void navigate({ search: {} })}>
            {t('asOf.now')}
          </button>
        </>
      ) : (
        <span className="soft">{t('asOf.hint')}</span>
      )}
    </div>
  );
}
