import { useTranslation } from 'react-i18next';
import { RegionPicker } from './RegionPicker.tsx';
import { SearchBox } from './SearchBox.tsx';
import './filters.css';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly q: string | undefined;
  readonly region: string | undefined;
  readonly onChange: (change: { readonly q?: string; readonly region?: string | undefined }) => void;
}

/** What is asked of every list: some words, and where. */
export function Find({ label, hint, q, region, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="find" role="search" aria-label={label}>
      <SearchBox
        value={q ?? ''}
        label={t('filter.search')}
        hint={hint}
        onSearch={(text) => onChange({ q: text })}
      />
      <RegionPicker value={region} onChange={(code) => onChange({ region: code })} />
    </div>
  );
}
