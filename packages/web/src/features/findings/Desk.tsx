import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getFindingDesk, markFindingsSeen, type FindingFilter } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count, moment } from '../../format/values.ts';

interface Props {
  /** The filter of the list below, where there is one. */
  readonly chosen?: FindingFilter;
  readonly onChoose: (filter: FindingFilter) => void;
}

/**
 * What waits for me, what is late, what is new since I was last here, among those of the filter of the list
 * below; each number opens its list.
 */
export function Desk({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { state, due, mine, since, ...among } = chosen ?? {};
  const desk = useQuery({
    queryKey: ['findings', 'desk', among],
    queryFn: ({ signal }) => call(getFindingDesk, { query: among, signal }),
    placeholderData: keepPreviousData,
  }).data;
  const seen = useMutation({
    mutationFn: () => call(markFindingsSeen, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['findings', 'desk'] }),
  });
  if (desk === undefined) return null;
  const tiles: readonly [keyof typeof desk & string, number, FindingFilter][] = [
    ['mine', desk.mine, { mine: 'true' }],
    ['overdue', desk.overdue, { due: 'overdue' }],
    ['week', desk.week, { due: 'week' }],
    ['proposed', desk.proposed, { state: 'proposed' }],
    ['mended', desk.mended, { state: 'mended' }],
    ['open', desk.open, {}],
  ];
  const asked = chosen === undefined ? undefined : JSON.stringify({ mine, due, state, since });
  return (
    <section className="row desk" aria-label={t('findings.desk')}>
      {tiles.map(([key, value, filter]) => (
        <button
          key={key}
          type="button"
          aria-pressed={asked === JSON.stringify(filter)}
          className={key === 'overdue' && value > 0 ? 'desk-tile desk-late' : 'desk-tile'}
          onClick={() => onChoose({ ...among, ...filter })}
        >
          <strong>{count(value)}</strong> {t(`findings.tile.${key as 'mine'}`)}
        </button>
      ))}
      <span className="grow" />
      {desk.since === null ? (
        <button
          type="button"
          className="linklike"
          title={t('findings.seenFirstWhy')}
          onClick={() => seen.mutate()}
        >
          {t('findings.seenFirst')}
        </button>
      ) : (
        <>
          <button
            type="button"
            className="linklike"
            onClick={() => onChoose({ ...among, since: desk.since ?? '', state: 'any' })}
          >
            {desk.opened + desk.closed === 0
              ? t('findings.sinceLastNothing', { at: moment(desk.since) })
              : t('findings.sinceLast', {
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
