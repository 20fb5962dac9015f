import { useTranslation } from 'react-i18next';

/** Facts by name as the ledger keeps them; a list of members as a row each. */
export function FactTable({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('findings.blank');
    if (typeof value === 'boolean') return t(value ? 'findings.yes' : 'findings.no');
    if (Array.isArray(value)) return value.map(say).join('；') || t('findings.blank');
    if (typeof value === 'object') {
      return Object.entries(value)
        .map(([name, each]) => `${name}：${say(each)}`)
        .join('，');
    }
    return String(value as string | number);
  };
  return (
    <dl className="fact-table">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{say(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
