import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { addDays } from '@mingbai/core';
import { getCaseCalendar } from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';

interface Props {
  readonly region: string | undefined;
  /** `YYYY-MM`. */
  readonly month: string | undefined;
  readonly onMonth: (month: string) => void;
}

/** A month of deadlines and last days of notices; days off are marked. */
export function CaseCalendar({ region, month, onMonth }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const shown = /^\d{4}-\d{2}$/.test(month ?? '') ? (month ?? '') : today.slice(0, 7);
  const first = `${shown}-01`;
  const days = daysOf(first);
  const until = days.at(-1) ?? first;
  const query = useQuery({
    queryKey: ['cases', 'calendar', region, first],
    queryFn: ({ signal }) => call(getCaseCalendar, { query: { region, from: first, until }, signal }),
  });
  const turn = (step: number) => onMonth((step < 0 ? addDays(first, -1) : addDays(until, 1)).slice(0, 7));
  const blank = (new Date(first).getUTCDay() + 6) % 7;
  return (
    <div className="stack">
      <div className="row">
        <Button onClick={() => turn(-1)}>{t('procedures.monthBefore')}</Button>
        <h2 aria-live="polite">{shown}</h2>
        <Button onClick={() => turn(1)}>{t('procedures.monthAfter')}</Button>
      </div>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.notices.map((notice) => (
        <p key={notice.en} role="note" className="warning">
          {notice[language]}
        </p>
      ))}
      {query.data !== undefined && (
        <div className="weekdays" aria-hidden="true">
          {t('procedures.weekdays')
            .split(' ')
            .map((name) => (
              <span key={name}>{name}</span>
            ))}
        </div>
      )}
      {query.data !== undefined && (
        <ol className="calendar" aria-label={shown}>
          {days.map((day, at) => {
            const dates = query.data.dates.filter((one) => one.day === day);
            const off = query.data.off.includes(day);
            return (
              <li
                key={day}
                className={`${off ? 'calendar-off ' : ''}${day === today ? 'calendar-today' : ''}`}
                style={at === 0 ? { gridColumnStart: blank + 1 } : undefined}
              >
                <span className="calendar-day">
                  {Number(day.slice(8))}
                  {off && <span className="sr">{t('procedures.dayOff')}</span>}
                  {day === today && <span className="sr">{t('procedures.today')}</span>}
                </span>
                {dates.map((date) => (
                  <span
                    key={`${date.what}-${date.procedure.id}-${date.name.en}`}
                    className={`calendar-entry calendar-${date.what}`}
                  >
                    {date.what === 'notice' && date.ids[0] !== undefined ? (
                      <Link to="/notices">
                        {t('procedures.noticesEnd', {
                          n: count(date.count),
                          name: date.procedure.name[language],
                        })}
                      </Link>
                    ) : (
                      <Link to="/cases" search={{ procedure: date.procedure.id, all: 'true' }}>
                        {t('procedures.casesDue', { n: count(date.count), name: date.name[language] })}
                      </Link>
                    )}
                  </span>
                ))}
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}

function daysOf(first: string): string[] {
  const days: string[] = [];
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day);
  return days;
}
