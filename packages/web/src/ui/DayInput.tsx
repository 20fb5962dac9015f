import { Input } from 'antd';
import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly max?: string;
  readonly onChange: (day: string | undefined) => void;
}

/** A calendar day. The browser's own field: it knows the keyboard, the phone and the person's habits. */
export function DayInput({ label, value, max, onChange }: Props) {
  const id = useId();
  return (
    <span className="row" style={{ gap: 4 }}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        value={value}
        max={max}
        style={{ width: 136 }}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
    </span>
  );
}
