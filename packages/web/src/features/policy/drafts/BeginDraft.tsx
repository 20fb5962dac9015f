import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createPolicyDraft, type PolicyModelView } from '@mingbai/core/api';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DayInput } from '../../../ui/DayInput.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { useToday } from '../../../ui/useToday.ts';

/** Begins a variant of the region's own: of the policy itself, or of one of the figures it takes. */
export function BeginDraft({ model }: { readonly model: PolicyModelView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const navigate = useNavigate();
  const today = useToday();
  const session = useQuery(sessionQuery).data;
  const [from, setFrom] = useState(today);
  const [what, setWhat] = useState('');
  const begin = useMutation({
    mutationFn: () =>
      call(createPolicyDraft, {
        body:
          what === ''
            ? { kind: 'decision', name: model.name.zh, from }
            : { kind: 'parameter', name: what, from },
      }),
    onSuccess: ({ id: draft }) => navigate({ to: '/policy/drafts/$id', params: { id: draft } }),
  });
  if (session?.permissions.includes('policy.write') !== true) return null;
  const figures = new Map(
    model.decisions.flatMap(({ parameters }) => parameters.map((each) => [each.id, each.name] as const)),
  );
  return (
    <form
      className="row"
      aria-label={t('drafts.begin')}
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate();
      }}
    >
      <label htmlFor={id}>{t('drafts.beginWhat')}</label>
      <select id={id} value={what} onChange={({ target }) => setWhat(target.value)}>
        <option value="">{t('drafts.itself')}</option>
        {[...figures].map(([key, name]) => (
          <option key={key} value={key}>
            {t('drafts.itsFigure', { name: name[language] })}
          </option>
        ))}
      </select>
      <DayInput label={t('drafts.from')} value={from} onChange={setFrom} />
      <Button htmlType="submit" loading={begin.isPending}>
        {t('drafts.begin')}
      </Button>
      {begin.isError && <ProblemNote error={begin.error} />}
    </form>
  );
}
