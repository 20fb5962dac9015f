import type { ImportSheet } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';

const SHOWN = 3;
/** What a row below or above the records may be; older imports say only that it is none. */
const KINDS: ReadonlySet<string> = new Set(['title', 'total', 'header-again', 'column-numbers']);

/** Rows that were passed over, the first few at once. What is about the whole sheet stands in its heading. */
export function SheetNotes({ notes }: { readonly notes: ImportSheet['notes'] }) {
  const { t } = useTranslation();
  const rows = notes.filter((note) => note.row > 0);
  const line = ({ row, kind, text }: (typeof rows)[number]) => {
    const said = (kind !== undefined && KINDS.has(kind) ? kind : 'remark').replace('-', '_');
    return <li key={row}>{t(`sheetNote.${said as 'remark'}`, { row, text })}</li>;
  };
  if (rows.length === 0) return null;
  return (
    <>
      <ul className="sheet-notes soft">{rows.slice(0, SHOWN).map(line)}</ul>
      {rows.length > SHOWN && (
        <details>
          <summary>{t('mapping.moreNotes', { count: rows.length - SHOWN })}</summary>
          <ul className="sheet-notes soft">{rows.slice(SHOWN).map(line)}</ul>
        </details>
      )}
    </>
  );
}
