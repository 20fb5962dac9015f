import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { startPolicyTrial, type PolicyModelView } from '@mingbai/core/api';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { DayInput } from '../../ui/DayInput.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** Other figures, over the whole register in sight: who would move. */
export function TrialPanel({ model }: { readonly model: PolicyModelView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const session = useQuery(sessionQuery).data;
  const today = useToday();
  const navigate = useNavigate();
  const [on, setOn] = useState(today);
  const [region, setRegion] = useState<string>();
  const [entry, setEntry] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [empty, setEmpty] = useState(false);
  const decision = model.decisions[0];
  const run = useMutation({
    mutationFn: (set: Record<string, number>) =>
      call(startPolicyTrial, {
        body: {
          decision: decision?.name.zh ?? '',
          set,
          on,
          ...(entry === '' ? {} : { entry }),
          ...(region === undefined ? {} : { region }),
        },
      }),
    onSuccess: ({ id: trial }) => navigate({ to: '/policy/trials/$id', params: { id: trial } }),
  });
  if (decision === undefined || session === undefined) return null;
  const { parameters, result } = decision;
  if (parameters.length === 0) return <p className="panel">{t('policy.noParameters')}</p>;
  const submit = () => {
    const set = Object.entries(typed).flatMap(([key, text]) => {
      const value = Number(text);
      return text.trim() === '' || !Number.isFinite(value) ? [] : [[key, value] as const];
    });
    setEmpty(set.length === 0);
    if (set.length > 0) run.mutate(Object.fromEntries(set));
  };
  return (
    <div className="stack">
      <form
        className="panel stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className="soft">{t('policy.trialWhy')}</p>
        <div className="policy-form">
          {parameters.map(({ id: key, name, held }) => (
            <div key={key}>
              <label htmlFor={`${id}-${key}`}>
                {t('policy.newValue', {
                  name: name[language],
                  value: held === null ? t('policy.notSet') : held.value,
                })}
              </label>
              <input
                id={`${id}-${key}`}
                inputMode="decimal"
                value={typed[key] ?? ''}
                onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
              />
            </div>
          ))}
          {result.parts.length > 0 && (
            <div>
              <label htmlFor={`${id}-entry`}>{t('policy.entry')}</label>
              <select id={`${id}-entry`} value={entry} onChange={(event) => setEntry(event.target.value)}>
                <option value="">{t('policy.result')}</option>
                {result.parts.map(({ name }) => (
                  <option key={name.zh} value={name.zh} lang={language === 'zh' ? 'zh-CN' : undefined}>
                    {name[language]}
                  </option>
                ))}
              </select>
            </div>
          )}
        </div>
        <div className="row">
          <span>{t('policy.where')}</span>
          <RegionPicker value={region} label={t('policy.where')} onChange={setRegion} />
          <DayInput label={t('policy.on')} value={on} onChange={setOn} />
          <Button type="primary" htmlType="submit" loading={run.isPending}>
            {t('policy.run')}
          </Button>
        </div>
        <div role="status">{run.isPending && t('policy.running')}</div>
        {empty && <p role="alert">{t('policy.enterOne')}</p>}
        {run.isError && <ProblemNote error={run.error} />}
      </form>
    </div>
  );
}
