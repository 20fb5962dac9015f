import { useId, type ReactElement, type ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it now; read out with the field. */
  readonly wrong?: string | undefined;
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string;
    readonly 'aria-invalid': boolean;
  }) => ReactElement;
}

/** A labelled field without Ant Design's form, which the first page of a slow line should not wait for. */
export function PlainField({ label, hint, wrong, children }: Props): ReactNode {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div style={{ marginBottom: 14 }}>
      <label htmlFor={id} style={{ display: 'block', marginBottom: 2 }}>
        {label}
      </label>
      {children({ id, 'aria-describedby': note, 'aria-invalid': wrong !== undefined })}
      <div id={note}>
        {wrong !== undefined && (
          <div role="alert" style={{ color: 'var(--red)' }}>
            {wrong}
          </div>
        )}
        {hint !== undefined && <span className="soft">{hint}</span>}
      </div>
    </div>
  );
}
