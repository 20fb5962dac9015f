import { cellWords } from '@mingbai/core';
import type { PolicyTable } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Named } from './Named.tsx';
import { Zh } from './Zh.tsx';

const LATIN = /^[\x20-\x7e]+$/;

interface Props {
  readonly table: PolicyTable;
  /** What its cells may name, in both languages. */
  readonly names: readonly Name[];
}

interface Name {
  readonly zh: string;
  readonly en: string;
}

/** A decision table, its cells in words. Of notes in both languages those of the page are shown; citations always. */
export function RuleTable({ table, names }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const policy = table.hitPolicy.replace(' ', '_') as keyof typeof POLICIES;
  const alone = language === 'en' && table.outputs.length === 1;
  const hasEnglish = table.annotations.some((heading) => LATIN.test(heading));
  const notes = table.annotations.flatMap((heading, at) => {
    const latin = LATIN.test(heading);
    const citation = heading === '依据';
    return !hasEnglish || citation || latin === (language === 'en') ? [{ heading, at, citation }] : [];
  });
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
                  {citation ? t('policy.source') : <Zh>{heading}</Zh>}
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
                    <Cell text={test} test names={names} />
                  </td>
                ))}
                {row.outputs.map((output, column) => (
                  <td key={`${column} ${output}`} className="policy-out">
                    <Cell text={output} test={false} names={names} />
                  </td>
                ))}
                {notes.map((note) => (
                  <td key={note.at} className="wrap">
                    <Zh>{row.annotations[note.at]}</Zh>
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

/** In words where it is simple, as written where it is not; what is written stands behind the words. */
function Cell({
  text,
  test,
  names,
}: Omit<Props, 'table'> & { readonly text: string; readonly test: boolean }) {
  const language = useLanguage();
  const said = cellWords(text, test)?.[language];
  // A fact or a figure has a name in English, too; what stands in quotes is a value, and stays.
  const words =
    language === 'en' && !text.includes('"')
      ? said?.replace(HAN_WORD, (name) => inEnglish(name, names))
      : said;
  if (words === undefined) return <code>{text}</code>;
  return <span title={text}>{HAN.test(words) ? <Zh>{words}</Zh> : words}</span>;
}

const HAN = /\p{Script=Han}/u;
const HAN_WORD = /\p{Script=Han}+/gu;

function inEnglish(name: string, names: readonly Name[]): string {
  const en = names.find(({ zh }) => zh === name)?.en;
  return en === undefined || en === '' ? name : en.charAt(0).toLowerCase() + en.slice(1);
}

const POLICIES = {
  UNIQUE: true,
  ANY: true,
  PRIORITY: true,
  FIRST: true,
  RULE_ORDER: true,
  OUTPUT_ORDER: true,
  COLLECT: true,
};
