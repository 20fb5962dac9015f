import { useQuery } from '@tanstack/react-query';
import type { CasePage } from '@mingbai/core/api';
import { mayBeginQuery } from './mayBeginQuery.ts';
import { Standings } from './Standings.tsx';

/** Until a step has asked the policy: how its conditions stand for the household today. */
export function CaseStanding({ page }: { readonly page: CasePage }) {
  const { procedure } = page.definition;
  const asks = Object.values(procedure.actions).some(({ judges }) => judges !== undefined);
  const asked = page.timeline.some(({ judgement }) => judgement !== null);
  const of = page.noun === 'household' && page.ended === null && asks && !asked ? page.subject : null;
  const query = useQuery({
    ...mayBeginQuery(procedure.id, of === null ? [] : [{ household: of }]),
    enabled: of !== null,
  });
  if (of === null || query.data === undefined || query.data.every(({ standing }) => standing.length === 0))
    return null;
  return (
    <div className="panel">
      <Standings asked={query.data} />
    </div>
  );
}
