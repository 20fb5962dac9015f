import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { pick } from '../../app/address.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { useToday } from '../../ui/useToday.ts';
import { Desk } from '../findings/Desk.tsx';
import { FINDING_KEYS } from '../findings/searchKeys.ts';
import '../findings/findings.css';
import { HangingNotices } from './HangingNotices.tsx';
import { OpenImports } from './OpenImports.tsx';
import { Queue } from './Queue.tsx';
import './workbench.css';

/** Where a working day begins: what waits for me by its day, and what has changed since I was last here. */
export function WorkbenchPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const today = useToday();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  return (
    <div className="stack">
      <div className="row">
        <PageTitle text={t('menu.workbench')} />
        <span className="soft">{today}</span>
      </div>
      {permissions.includes('finding.read') && (
        <div className="row">
          <strong>{t('menu.findings')}</strong>
          <div className="grow">
            <Desk
              onChoose={(search) => void navigate({ to: '/findings', search: pick(search, FINDING_KEYS) })}
            />
          </div>
        </div>
      )}
      <div className="workbench">
        <Queue permissions={permissions} />
        <div className="stack">
          {permissions.includes('procedure.read') && <HangingNotices />}
          {permissions.includes('import.run') && <OpenImports />}
        </div>
      </div>
    </div>
  );
}
