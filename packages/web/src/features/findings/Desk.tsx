import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getFindingDesk, markFindingsSeen, type FindingFilter } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count, moment } from '../../format/values.ts';

interface Props {
  /** The filter of the list below, where there is one. */
  readonly chosen?: FindingFilter;
  readonly onChoose: (filter: Readonly<Record<string, string>>) => void;
}

/** What waits for me, what is late, what is new since I was last here; each number opens its list. */
export function Desk({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const desk = useQuery({
    queryKey: ['findings', 'desk'],
    queryFn: ({ signal }) => call(getFindingDesk, { signal }),
  }).data;
  const seen = useMutation({
    mutationFn: () => call(markFindingsSeen, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['findings', 'desk'] }),
  });
  if (desk === undefined) return null;
  const tiles: readonly [keyof typeof desk & string, number, Record<string, string>][] = [
    ['mine', desk.mine, { mine: 'true' }],
    ['overdue', desk.overdue, { due: 'overdue' }],
    ['week', desk.week, { due: 'week' }],
    ['proposed', desk.proposed, { state: 'proposed' }],
    ['mended', desk.mended, { state: 'mended' }],
    ['open', desk.open, {}],
  ];
  const asked = chosen === undefined ? undefined : JSON.stringify(chosen);
  return (
    <section className="row desk" aria-label={t('findings.desk')}>
      {tiles.map(([key, value, filter]) => (
        <button
          key={key}
          type="button"
          aria-pressed={asked === JSON.stringify(filter)}
          className={key === 'overdue' && value > 0 ? 'desk-tile desk-late' : 'desk-tile'}
          onClick={() => onChoose(filter)}
        >
          <strong>{count(value)}</strong> {t(`findings.tile.${key as 'mine'}`)}
        </button>
      ))}
      <span className="grow" />
      {desk.since === null ? (
        <button type="button" className="linklike" onClick={() => seen.mutate()}>
          {t('findings.seenFirst')}
        </button>
      ) : (
        <>
          <button
            type="button"
            className="linklike"
            onClick={() => onChoose({ since: desk.since ?? '', state: 'any' })}
          >
            {t('findings.sinceLast', {
              at: moment(desk.since),
              opened: count(desk.opened),
              closed: count(desk.closed),
            })}
          </button>
          <button type="button" className="linklike" onClick={() => seen.mutate()}>
            {t('findings.seen')}
          </button>
        </>
      )}
    </section>
  );
}
