import type { CasePage } from '@mingbai/core/api';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** Papers that an action rests on. */
export function EvidenceOf({ evidence }: { readonly evidence: CasePage['timeline'][number]['evidence'] }) {
  const language = useLanguage();
  return <p className="soft">{evidence.map(({ name }) => name[language]).join(' · ')}</p>;
}
