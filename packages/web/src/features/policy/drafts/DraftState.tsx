import type { PolicyDraft } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { StateWord } from '../../../ui/StateWord.tsx';

const TONES = { open: 'grey', proposed: 'amber', published: 'green', dropped: 'grey' } as const;

export function DraftState({ draft: { state } }: { readonly draft: PolicyDraft }) {
  const { t } = useTranslation();
  return <StateWord tone={TONES[state]}>{t(`drafts.state.${state}`)}</StateWord>;
}
