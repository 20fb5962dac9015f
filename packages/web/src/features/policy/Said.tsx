import { useTranslation } from 'react-i18next';
import { useWords } from './useWords.ts';
import { Zh } from './Zh.tsx';

interface Props {
  /** As the model has it: people who edit its expressions need it, so it stands behind the English. */
  readonly text: string;
  readonly as: 'name' | 'value' | 'unit';
}

/** A name or a text of a policy, in the language of the page. */
export function Said({ text, as }: Props) {
  const { t } = useTranslation();
  const said = useWords()[as](text);
  return said === text ? <Zh>{text}</Zh> : <span title={t('policy.inModel', { text })}>{said}</span>;
}
