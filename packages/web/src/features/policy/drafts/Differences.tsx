import type { PolicyCheck, PolicyDifference } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../../format/values.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { useWords } from '../useWords.ts';
import { Zh } from '../Zh.tsx';
import { differenceWords } from './differenceWords.ts';

type Row = PolicyDifference & { readonly at: number };

/** What would be another than today: every row, cell, figure and case, old beside new. */
export function Differences({
  check,
  figure,
}: {
  readonly check: PolicyCheck;
  /** Of a figure: what is in force is its value. */
  readonly figure: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { against, differences } = check;
  const words = useWords();
  const said = (text: string | null) => {
    if (text === null) return <span className="soft">{t('drafts.absent')}</span>;
    const english = language === 'en' ? differenceWords(text, words) : undefined;
    if (english === undefined) return <Zh>{text}</Zh>;
    return (
      <span title={t('policy.inModel', { text })}>
        {/\p{Script=Han}/u.test(english) ? <Zh>{english}</Zh> : english}
      </span>
    );
  };
  return (
    <section className="panel stack" aria-labelledby="draft-differences">
      <h2 id="draft-differences">
        {t('drafts.differences')}
        {differences.length > 0 && `: ${count(differences.length)}`}
      </h2>
      {against === null ? (
        <p>{t('drafts.noneHeld')}</p>
      ) : (
        <p className="soft">
          {t('drafts.against', {
            place: against.region === COUNTRY ? t('policy.country') : (against.place ?? against.region),
            from: against.from,
            text:
              against.edition === null ? t('drafts.ofFile') : t('drafts.number', { number: against.edition }),
          })}
          {language === 'zh' ? '，' : ', '}
          {t(figure ? 'drafts.againstValue' : 'drafts.againstVersion')} <code>{against.version}</code>
        </p>
      )}
      {against !== null && differences.length === 0 && <p>{t('drafts.same')}</p>}
      {differences.length > 0 && (
        <DataTable<Row>
          caption={t('drafts.differences')}
          rows={differences.map((each, at) => ({ ...each, at }))}
          rowKey={({ at }) => String(at)}
          cards
          columns={[
            {
              key: 'what',
              title: t('drafts.what'),
              header: true,
              render: ({ subject }) => subject[language],
            },
            {
              key: 'where',
              title: t('drafts.where'),
              render: ({ where, column }) =>
                [where[language], column?.[language]].filter(Boolean).join(' · '),
            },
            {
              key: 'old',
              title: t('drafts.old'),
              wrap: true,
              render: ({ before }) => <del>{said(before)}</del>,
            },
            {
              key: 'new',
              title: t('drafts.new'),
              wrap: true,
              render: ({ after }) => <ins>{said(after)}</ins>,
            },
          ]}
        />
      )}
    </section>
  );
}

const COUNTRY = '000000000000';
