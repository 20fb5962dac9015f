import { countVotes, type ProcedureAction } from '@mingbai/core';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';

const FIGURES = ['eligible', 'present', 'for', 'against', 'abstain'] as const;
type Figures = Readonly<Partial<Record<(typeof FIGURES)[number], string>>>;

/** Five figures, and what they come to while they are typed. */
export function VoteFields({ vote }: { readonly vote: NonNullable<ProcedureAction['vote']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const votes = votesOf(Form.useWatch('votes') as Figures | undefined);
  const counted = votes === undefined ? undefined : countVotes(vote, votes);
  return (
    <fieldset className="vote">
      <legend>{vote[language]}</legend>
      <div className="vote-figures">
        {FIGURES.map((figure) => (
          <Form.Item
            key={figure}
            name={['votes', figure]}
            label={t(`procedures.vote.${figure}`)}
            rules={[{ required: true, pattern: /^\d{1,5}$/, message: t('form.required') }]}
          >
            <Input inputMode="numeric" maxLength={5} />
          </Form.Item>
        ))}
      </div>
      <p role="status" className="soft">
        {counted !== undefined &&
          t(`procedures.vote.is.${counted.result}`, { needed: 'needed' in counted ? counted.needed : 0 })}
      </p>
    </fieldset>
  );
}

/** Undefined while a figure is missing. */
export function votesOf(figures: Figures | undefined) {
  const [eligible, present, agreed, against, abstain] = FIGURES.map((figure) => {
    const text = figures?.[figure] ?? '';
    return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
  });
  if (
    eligible === undefined ||
    present === undefined ||
    agreed === undefined ||
    against === undefined ||
    abstain === undefined
  )
    return undefined;
  return { eligible, present, for: agreed, against, abstain };
}
