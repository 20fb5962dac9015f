import { cellWords, noteColumns } from '@mingbai/core';
import type { PolicyTable } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Named } from './Named.tsx';
import { Said } from './Said.tsx';
import { useWords } from './useWords.ts';
import { Zh } from './Zh.tsx';

interface Props {
  readonly table: PolicyTable;
}

/** A decision table, its cells in words. Of notes in both languages those of the page are shown; citations always. */
export function RuleTable({ table }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const policy = table.hitPolicy.replace(' ', '_') as keyof typeof POLICIES;
  const alone = language === 'en' && table.outputs.length === 1;
  const notes = noteColumns(table.annotations, language);
  return (
    <div>
      <p className="soft">
        {POLICIES[policy] ? t(`policy.hit.${policy}`) : table.hitPolicy} {table.aggregation}
      </p>
      <div className="table-box" role="region" aria-label={t('policy.table')} tabIndex={0}>
        <table className="table policy-table">
          <thead>
            <tr>
              <th scope="col">{t('policy.row')}</th>
              {table.inputs.map(({ label, text }, at) => (
                <th scope="col" key={`${at} ${text}`}>
                  <Named name={label} />
                </th>
              ))}
              {table.outputs.map((output, at) => (
                <th scope="col" key={`${at} ${output.zh}`} className="policy-out">
                  {output.zh === '' || (alone && output.en === output.zh) ? (
                    t('policy.result')
                  ) : (
                    <Named name={output} />
                  )}
                </th>
              ))}
              {notes.map(({ heading, at, citation }) => (
                <th scope="col" key={at}>
                  {citation ? t('policy.source') : HAN.test(heading) ? <Zh>{heading}</Zh> : heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={`${at} ${row.inputs.join()}`}>
                <th scope="row">{at + 1}</th>
                {row.inputs.map((test, column) => (
                  <td key={`${column} ${test}`}>
                    <Cell text={test} test />
                  </td>
                ))}
                {row.outputs.map((output, column) => (
                  <td key={`${column} ${output}`} className="policy-out">
                    <Cell text={output} test={false} />
                  </td>
                ))}
                {notes.map((note) => (
                  <td key={note.at} className="wrap">
                    <Note text={row.annotations[note.at] ?? ''} citation={note.citation} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** A note is written for readers of the page; what it cites has a name in the page's language. */
function Note({ text, citation }: { readonly text: string; readonly citation: boolean }) {
  if (citation) return <Said text={text} as="value" />;
  return HAN.test(text) ? <Zh>{text}</Zh> : text;
}

/** In words where it is simple, as written where it is not; what is written stands behind the words. */
function Cell({ text, test }: { readonly text: string; readonly test: boolean }) {
  const language = useLanguage();
  const { t } = useTranslation();
  const { name, value } = useWords();
  const said = cellWords(text, test, (each, as) => (as === 'name' ? name(each) : value(each)))?.[language];
  if (said === undefined) return <code>{text}</code>;
  return <span title={t('policy.inModel', { text })}>{HAN.test(said) ? <Zh>{said}</Zh> : said}</span>;
}

const HAN = /\p{Script=Han}/u;

const POLICIES = {
  UNIQUE: true,
  ANY: true,
  PRIORITY: true,
  FIRST: true,
  RULE_ORDER: true,
  OUTPUT_ORDER: true,
  COLLECT: true,
};
