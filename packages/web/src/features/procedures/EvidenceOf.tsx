import { useQuery } from '@tanstack/react-query';
import type { CasePage } from '@mingbai/core/api';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { EvidenceList } from '../evidence/EvidenceList.tsx';

type Evidence = CasePage['timeline'][number]['evidence'];

/** Papers that an action rests on; who may not see them reads what they are. */
export function EvidenceOf({ evidence }: { readonly evidence: Evidence }) {
  const language = useLanguage();
  const mine = useQuery(sessionQuery).data?.permissions.includes('evidence.read') === true;
  const needs = [...new Set(evidence.map(({ name }) => name[language]))];
  return (
    <div>
      <p className="soft">{needs.join(' · ')}</p>
      {mine && <EvidenceList value={evidence} />}
    </div>
  );
}
