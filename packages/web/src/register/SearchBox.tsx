import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

interface Props {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly onSearch: (text: string) => void;
}

/** Searches while one types, a quarter of a second after the last key; not in the middle of composing pinyin. */
export function SearchBox({ value, label, hint, onSearch }: Props) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [seen, setSeen] = useState(value);
  // The address may change under the field: by a link, by going back.
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (next: string, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), wait);
  };
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={hint}
      title={hint}
      prefix={<SearchOutlined aria-hidden="true" />}
      allowClear
      maxLength={60}
      value={text}
      style={{ flex: '1 1 240px', maxWidth: 380 }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        later(event.currentTarget.value, 250);
      }}
      onChange={(event) => {
        setText(event.target.value);
        if (!composing.current) later(event.target.value, 250);
      }}
      onPressEnter={() => {
        if (!composing.current) later(text, 0);
      }}
    />
  );
}
