import { FORMS } from '@mingbai/core';
import type { ImportSheet } from '@mingbai/core/api';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { columnKey, formKey, type Choices } from './mapping.ts';
import { SheetNotes } from './SheetNotes.tsx';
import { targetLabel, useTargets } from './targets.ts';

interface Props {
  readonly sheet: ImportSheet;
  readonly editable: boolean;
  readonly choices: Choices;
  readonly onChoose: (key: string, to: string) => void;
}

/** One sheet: its form, and its columns, the unknown ones first to be told where they go. */
export function SheetMapping({ sheet, editable, choices, onChoose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const unknown = sheet.columns.filter((column) => column.to === null);
  const [all, setAll] = useState(false);
  const shown = all || unknown.length === 0 ? sheet.columns : unknown;
  const form = FORMS.find((each) => each.id === sheet.form);
  const chosen = FORMS.find((each) => each.id === choices[formKey(sheet)]);
  const targets = useTargets(
    form ?? chosen,
    sheet.columns.map((column) => column.to),
  );
  return (
    <section className="panel stack" aria-label={sheet.sheet}>
      <div className="row">
        <h2>{sheet.sheet}</h2>
        <span className="soft">{sheet.file}</span>
        {sheet.state === 'hidden' || sheet.state === 'no-table' ? (
          <StateWord tone="grey">{t(`mapping.${sheet.state === 'hidden' ? 'hidden' : 'noTable'}`)}</StateWord>
        ) : form === undefined ? (
          <>
            <StateWord tone="amber">{t('mapping.noForm')}</StateWord>
            {editable && (
              <Select
                aria-label={t('mapping.form')}
                placeholder={t('mapping.form')}
                style={{ width: 240 }}
                value={choices[formKey(sheet)] ?? null}
                options={[
                  { value: 'ignore', label: t('mapping.ignoreSheet') },
                  ...FORMS.map((each) => ({ value: each.id as string, label: each[language] })),
                ]}
                onChange={(id: string | null) => id !== null && onChoose(formKey(sheet), id)}
              />
            )}
          </>
        ) : (
          <StateWord tone="green">{form[language]}</StateWord>
        )}
        {sheet.headerRow !== null && (
          <span>{t('mapping.rows', { rows: count(sheet.rows), header: sheet.headerRow })}</span>
        )}
      </div>
      {sheet.missing.length > 0 && (
        <p style={{ color: 'var(--red)', margin: 0 }}>
          {t('mapping.missing', { columns: sheet.missing.join(language === 'zh' ? '、' : ', ') })}
        </p>
      )}
      <SheetNotes notes={sheet.notes} />
      {shown.length > 0 && (
        <DataTable
          caption={t('mapping.columns')}
          rows={shown}
          rowKey={(column) => String(column.index)}
          cards
          columns={[
            {
              key: 'letter',
              title: t('mapping.letter'),
              render: (column) => <span className="cell-address">{column.letter}</span>,
            },
            { key: 'header', title: t('mapping.header'), header: true, render: (column) => column.header },
            {
              key: 'samples',
              title: t('mapping.samples'),
              wide: true,
              render: (column) => column.samples.join(' | '),
            },
            {
              key: 'to',
              title: t('mapping.to'),
              render: (column) =>
                editable && column.to === null ? (
                  <Select
                    aria-label={t('mapping.toOf', { header: column.header })}
                    style={{ width: 260 }}
                    showSearch={{ optionFilterProp: 'label' }}
                    allowClear
                    placeholder={t('mapping.leaveOut')}
                    value={choices[columnKey(sheet, column.index)] || null}
                    options={targets.optionsFor(column.suggestions)}
                    onChange={(to: string | null | undefined) =>
                      onChoose(columnKey(sheet, column.index), to ?? '')
                    }
                  />
                ) : (
                  `${column.to === null ? t('mapping.leftOut') : targetLabel(column.to, language)}${column.remembered ? ` (${t('mapping.fromLast')})` : ''}`
                ),
            },
          ]}
        />
      )}
      {unknown.length > 0 && unknown.length < sheet.columns.length && (
        <button
          type="button"
          className="linklike"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setAll(!all)}
        >
          {all ? t('mapping.onlyUnknown') : t('mapping.allColumns', { count: sheet.columns.length })}
        </button>
      )}
    </section>
  );
}
