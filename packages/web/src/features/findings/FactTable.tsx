import { useQuery } from '@tanstack/react-query';
import { CODE_LISTS } from '@mingbai/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { colon, listMark } from './words.ts';
import { whyQuery } from './whyQuery.ts';

interface Props {
  readonly id: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Facts as the ledger keeps them, names and codes in the language of the page; a member of a list a line. */
export function FactTable({ id, facts }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useQuery(whyQuery(id)).data?.names ?? {};
  const nameOf = (name: string): string => (language === 'zh' ? name : (names[name] ?? name));
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('findings.blank');
    if (typeof value === 'boolean') return t(value ? 'findings.yes' : 'findings.no');
    if (typeof value === 'string') return language === 'zh' ? value : (ENGLISH.get(value) ?? value);
    if (Array.isArray(value)) return value.map(say).join(listMark(language)) || t('findings.blank');
    if (typeof value === 'object') {
      return Object.entries(value)
        .map(([name, each]) => `${nameOf(name)}${colon(language)}${say(each)}`)
        .join(language === 'zh' ? '，' : '; ');
    }
    return String(value as number);
  };
  return (
    <dl className="fact-table">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{nameOf(name)}</dt>
          <dd>
            {isMembers(value) ? (
              <ol className="fact-members">
                {value.map((each, at) => (
                  // Members may read alike; their place is what tells them apart.
                  <li key={at}>{say(each)}</li>
                ))}
              </ol>
            ) : (
              say(value)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isMembers(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'object');
}

/** Facts keep codes by their Chinese label. */
const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.values(CODE_LISTS).flatMap(({ codes }) => codes.map(({ zh, en }) => [zh, en] as const)),
);
