import type { PolicyCheckedCase, PolicyDraftCase } from '@mingbai/core/api';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { StateWord } from '../../../ui/StateWord.tsx';
import { caseColumns } from '../caseColumns.tsx';
import { Zh } from '../Zh.tsx';
import { CaseForm } from './CaseForm.tsx';

interface Props {
  readonly cases: readonly PolicyDraftCase[];
  /** The same as they came out when last looked at. */
  readonly checked: readonly PolicyCheckedCase[];
  readonly disabled: boolean;
  readonly onChange: (cases: readonly PolicyDraftCase[]) => void;
  /** In place of the usual heading. */
  readonly title?: string;
  /** Of a figure: the day and region of the draft, for which a case can be added, and all cases that were run. */
  readonly figure?: {
    readonly on: string;
    readonly region: string;
    readonly all: readonly PolicyCheckedCase[];
  };
}

/** Cases, each as it comes out now; what they should give can be changed, and others added. */
export function CaseEditor({ cases, checked, disabled, onChange, title, figure }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const [editing, setEditing] = useState<number>();
  const outcome = new Map(checked.map((each) => [each.zh, each.wrong]));
  const placeOf = new Map(checked.map((each) => [each.zh, each.place]));
  const wrong = checked.filter((each) => each.wrong !== '').length;
  const put = (at: number, each: PolicyDraftCase | undefined): void => {
    setEditing(undefined);
    onChange(cases.flatMap((one, index) => (index === at ? (each ?? []) : one)));
  };
  const one = editing === undefined ? undefined : cases[editing];
  const first = one ?? cases[0] ?? figure?.all[0];
  const from = one === undefined && first && figure ? { ...first, ...dated(figure) } : first;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>
        {title ?? t('policy.cases')}{' '}
        {checked.length > 0 && (
          <StateWord tone={wrong === 0 ? 'green' : 'red'}>
            {wrong === 0
              ? t('drafts.allRight', { count: checked.length })
              : t('drafts.someWrong', { wrong, count: checked.length })}
          </StateWord>
        )}
      </h2>
      {figure && <Touched all={figure.all} on={figure.on} />}
      {cases.length > 0 && (
        <DataTable<PolicyDraftCase>
          caption={t('policy.cases')}
          rows={cases}
          rowKey={({ zh }) => zh}
          cards
          columns={[
            ...caseColumns<PolicyDraftCase>(t, ({ zh }) => placeOf.get(zh)),
            {
              key: 'state',
              title: t('policy.result'),
              wrap: true,
              render: ({ zh }) => {
                const why = outcome.get(zh) ?? '';
                return (
                  <>
                    <StateWord tone={why === '' ? 'green' : 'red'}>
                      {t(why === '' ? 'policy.right' : 'policy.wrong')}
                    </StateWord>{' '}
                    <Zh>{why}</Zh>
                  </>
                );
              },
            },
            ...(disabled
              ? []
              : [
                  {
                    key: 'edit',
                    title: t('drafts.edit'),
                    render: (each: PolicyDraftCase) => (
                      <Button
                        size="small"
                        aria-label={`${t('drafts.edit')}: ${language === 'en' ? (each.en ?? each.zh) : each.zh}`}
                        onClick={() => setEditing(cases.indexOf(each))}
                      >
                        {t('drafts.edit')}
                      </Button>
                    ),
                  },
                ]),
          ]}
        />
      )}
      {!disabled && (
        <p>
          <Button onClick={() => setEditing(-1)}>
            {figure ? t('drafts.addCaseOn', { on: figure.on }) : t('drafts.addCase')}
          </Button>
        </p>
      )}
      {editing !== undefined && (
        <CaseForm
          key={editing}
          from={from}
          fresh={one === undefined}
          onSave={(each) => {
            if (one !== undefined) put(editing, each);
            else {
              setEditing(undefined);
              onChange([...cases, each]);
            }
          }}
          onRemove={() => put(editing, undefined)}
          onCancel={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}

function dated({ on, region }: { readonly on: string; readonly region: string }) {
  return { on, region };
}

/** How many cases a new figure can make a difference to: of none it is said plainly, however many come out. */
function Touched({ all, on }: { readonly all: readonly PolicyCheckedCase[]; readonly on: string }) {
  const { t } = useTranslation();
  const touched = all.filter((each) => each.touched).length;
  if (touched > 0) return <p>{t('drafts.touched', { count: all.length, touched })}</p>;
  return (
    <p role="alert">
      <StateWord tone="amber">{t('drafts.untested')}</StateWord>{' '}
      {t('drafts.noneTouched', { count: all.length, on })}
    </p>
  );
}
