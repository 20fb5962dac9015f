import { InfoCircleOutlined } from '@ant-design/icons';
import type { HouseholdPage } from '@mingbai/core/api';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../format/values.ts';
import { useCommandName } from './commands.ts';
import { useActor } from './useActor.ts';

export type Provenance = HouseholdPage['household']['provenance'];

interface Props {
  readonly of: Provenance;
  readonly about: string;
  readonly children?: ReactNode;
}

/** Who said it, when, from which file. Opens on a click or a key, not by hovering over things. */
export function Source({ of, about, children }: Props) {
  const { t } = useTranslation();
  const commandName = useCommandName();
  const actorName = useActor();
  const content = (
    <dl className="facts">
      <dt>{t('source.who')}</dt>
      <dd>{actorName(of.actor)}</dd>
      <dt>{t('source.when')}</dt>
      <dd>{moment(of.at)}</dd>
      <dt>{t('source.how')}</dt>
      <dd>{commandName(of.command)}</dd>
      {of.file !== null && (
        <>
          <dt>{t('source.file')}</dt>
          <dd style={{ overflowWrap: 'anywhere' }}>{of.file}</dd>
        </>
      )}
      <dt>{t('source.validFrom')}</dt>
      <dd>{of.valid_from}</dd>
      <dt>{t('source.entry')}</dt>
      <dd>{of.entry}</dd>
    </dl>
  );
  return (
    <Popover
      trigger="click"
      content={<div style={{ maxWidth: 320 }}>{content}</div>}
      title={t('source.title', { about })}
    >
      <button
        type="button"
        className={children === undefined ? 'source-mark' : 'source-value'}
        aria-label={children === undefined ? t('source.of', { about }) : undefined}
      >
        {children ?? <InfoCircleOutlined aria-hidden="true" />}
      </button>
    </Popover>
  );
}
