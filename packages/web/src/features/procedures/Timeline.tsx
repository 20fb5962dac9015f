import { ROLES, type Procedure } from '@mingbai/core';
import type { CasePage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useActor } from '../../register/useActor.ts';
import '../../ui/timeline.css';
import { Answers } from './Answers.tsx';
import { EvidenceOf } from './EvidenceOf.tsx';

type Line = CasePage['timeline'][number];

interface Props {
  readonly lines: readonly Line[];
  readonly procedure: Procedure;
  readonly names: Readonly<Record<string, string>>;
}

/** Every action: when, who, how they voted, what they said, on which papers, by which decision, what it wrote. */
export function Timeline({ lines, procedure, names }: Props) {
  return (
    <ol className="case-past">
      {lines.map((line) => (
        <li key={line.n}>
          <Head line={line} />
          <Votes line={line} />
          {line.reason !== null && <p>{line.reason}</p>}
          {Object.keys(line.given).length > 0 && (
            <Answers procedure={procedure} given={line.given} names={names} />
          )}
          {line.evidence.length > 0 && <EvidenceOf evidence={line.evidence} />}
          <Judged line={line} />
          <Wrote line={line} />
        </li>
      ))}
    </ol>
  );
}

function Head({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const actorName = useActor();
  return (
    <p>
      <strong>
        {line.on} {line.name[language]}
      </strong>{' '}
      → {line.stateName[language]}{' '}
      <span className="soft">
        {actorName(line.actor)}（{ROLES[line.role][language]}），
        {t('procedures.recorded', { at: moment(line.at) })}
      </span>
    </p>
  );
}

function Votes({ line: { votes } }: { readonly line: Line }) {
  const { t } = useTranslation();
  return votes === null ? null : <p>{t('procedures.vote.line', { ...votes })}</p>;
}

function Judged({ line: { judgement } }: { readonly line: Line }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (judgement === null) return null;
  return (
    <p>
      {t('procedures.judged', { decision: judgement.decision, version: judgement.version })}{' '}
      {judgement.why?.[language]}
    </p>
  );
}

function Wrote({ line: { written } }: { readonly line: Line }) {
  const { t } = useTranslation();
  const kinds = EFFECTS.filter((kind) => written.some((one) => one['do'] === kind.replace('_', '.')));
  if (kinds.length === 0) return null;
  return <p className="soft">{kinds.map((kind) => t(`procedures.wrote.${kind}`)).join(' · ')}</p>;
}

const EFFECTS = [
  'set',
  'person_add',
  'person_leave',
  'household_open',
  'household_split',
  'household_merge',
] as const;
