import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay } from '../format/day.ts';

interface Props {
  readonly label: string;
  /** The label is written elsewhere and only heard here. */
  readonly quiet?: boolean;
  readonly value: string;
  readonly max?: string;
  readonly onChange: (day: string) => void;
}

/**
 * A calendar day, always written 2026-11-22. It can be typed; the button opens the browser's own calendar,
 * whose field would show the day in the order of the computer's language.
 */
export function DayInput({ label, quiet = false, value, max, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(value);
  const calendar = useRef<HTMLInputElement>(null);
  const [seen, setSeen] = useState(value);
  // The address may change under the field: by a link, by going back.
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  const day = readDay(text);
  const wrong = day === undefined || (max !== undefined && day > max);
  const take = () => {
    if (wrong) setText(value);
    else if (day !== value) onChange(day);
  };
  return (
    <span className="row" style={{ gap: 4, flexWrap: 'nowrap', position: 'relative' }}>
      <label htmlFor={id} className={quiet ? 'sr' : undefined}>
        {label}
      </label>
      <Input
        id={id}
        value={text}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        placeholder="2026-11-22"
        maxLength={12}
        style={{ width: 100 }}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      <Button
        icon={<CalendarOutlined />}
        aria-label={t('form.calendar', { label })}
        onClick={() => calendar.current?.showPicker()}
      />
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={value}
        max={max}
        style={{
          position: 'absolute',
          right: 0,
          bottom: 0,
          width: 1,
          height: 1,
          opacity: 0,
          border: 0,
          padding: 0,
        }}
        onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
      />
    </span>
  );
}
