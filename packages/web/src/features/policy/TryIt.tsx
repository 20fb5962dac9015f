import { useMutation } from '@tanstack/react-query';
import { decideOnFacts, type PolicyModelView } from '@mingbai/core/api';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';
import { Answer } from './Answer.tsx';
import { FactField } from './FactField.tsx';
import { readTyped, typedOf, type Typed } from './typed.ts';

/** Fill in facts, or take those of a case, and see what is decided and why. Nothing of the register is asked. */
export function TryIt({ model }: { readonly model: PolicyModelView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const today = useToday();
  const [name, setName] = useState(model.decisions[0]?.name.zh ?? '');
  const [typed, setTyped] = useState<Typed>({});
  const [on, setOn] = useState(today);
  const [region, setRegion] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const asked = model.decisions.filter(({ kind }) => kind === 'decision');
  const decision = asked.find((each) => each.name.zh === name);
  const ask = useMutation({
    mutationFn: (facts: Extract<ReturnType<typeof readTyped>, { facts: unknown }>['facts']) =>
      call(decideOnFacts, {
        body: { decision: name, facts, on, ...(region === undefined ? {} : { region }) },
      }),
  });
  if (decision === undefined) return null;
  const submit = () => {
    const read = readTyped(decision.facts, typed);
    setWrong('wrong' in read ? read.wrong.name[language] : undefined);
    if ('facts' in read) ask.mutate(read.facts);
  };
  const take = (at: number) => {
    const one = decision.cases[at];
    ask.reset();
    setTyped(one ? typedOf(one.facts) : {});
    setOn(one?.on ?? today);
    setRegion(one?.region?.padEnd(12, '0'));
  };
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="policy-form">
        {asked.length > 1 && (
          <div>
            <label htmlFor={`${id}-decision`}>{t('policy.decision')}</label>
            <select
              id={`${id}-decision`}
              value={name}
              onChange={(event) => {
                setName(event.target.value);
                ask.reset();
              }}
            >
              {asked.map((each) => (
                <option
                  key={each.name.zh}
                  value={each.name.zh}
                  lang={language === 'zh' || each.name.en === each.name.zh ? 'zh-CN' : 'en'}
                >
                  {each.name[language]}
                </option>
              ))}
            </select>
          </div>
        )}
        {decision.cases.length > 0 && (
          <div>
            <label htmlFor={`${id}-case`}>{t('policy.fill')}</label>
            <select id={`${id}-case`} onChange={(event) => take(Number(event.target.value))}>
              <option value="-1">{t('policy.chooseCase')}</option>
              {decision.cases.map(({ zh, en }, at) => (
                <option key={zh} value={at} lang={language === 'en' && en !== undefined ? 'en' : 'zh-CN'}>
                  {language === 'en' ? (en ?? zh) : zh}
                </option>
              ))}
            </select>
          </div>
        )}
        {decision.facts.map((fact) => (
          <FactField
            key={fact.name.zh}
            fact={fact}
            value={typed[fact.name.zh] ?? ''}
            onChange={(text) => setTyped({ ...typed, [fact.name.zh]: text })}
          />
        ))}
      </div>
      <div className="row">
        <DayInput label={t('policy.on')} value={on} onChange={setOn} />
        <Button type="primary" htmlType="submit" loading={ask.isPending}>
          {t('policy.ask')}
        </Button>
      </div>
      {wrong !== undefined && <p role="alert">{t('policy.badJson', { name: wrong })}</p>}
      {ask.isError && <ProblemNote error={ask.error} />}
      <div aria-live="polite">{ask.data !== undefined && <Answer decided={ask.data} />}</div>
    </form>
  );
}
