import { useTranslation } from 'react-i18next';
import type { Chosen } from './useChosen.ts';

/** The box by which a row is chosen; `title` says which to those who hear it. */
export function ChoiceBox<Action extends string>({
  id,
  title,
  chosen,
}: {
  readonly id: string;
  readonly title: string;
  readonly chosen: Chosen<Action>;
}) {
  const { t } = useTranslation();
  return (
    <label className="choose">
      <input
        type="checkbox"
        data-row={id}
        aria-label={t('findings.chooseOne', { title })}
        checked={chosen.everything || chosen.ids.has(id)}
        onChange={() => chosen.toggle(id)}
      />
    </label>
  );
}
