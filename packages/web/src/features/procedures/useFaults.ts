import { useState, type RefObject } from 'react';

/**
 * What of a form is not right, as its fields show it: how many there are beside the button, and the first of them
 * comes into sight with the focus in it. `look` after each change, `lead` when sending was refused.
 */
export function useFaults(form: RefObject<HTMLElement | null>) {
  const [left, setLeft] = useState(0);
  const [tried, setTried] = useState(false);
  // The fields show their faults with the next picture.
  const after = (then: (faults: readonly Element[]) => void) =>
    window.setTimeout(() => then([...(form.current?.querySelectorAll(FAULT) ?? [])]), 120);
  return {
    left,
    /** Nobody is told of a slip before they have come to the end; from then on at once. */
    tried,
    look: () => {
      if (left > 0) after((faults) => setLeft(faults.length));
    },
    lead: () => {
      setTried(true);
      after((faults) => {
        setLeft(faults.length);
        const [first] = faults;
        first?.scrollIntoView({ block: 'center' });
        first
          ?.querySelector<HTMLElement>('input, textarea, button, [tabindex]')
          ?.focus({ preventScroll: true });
      });
    },
  };
}

/** A field of its own, or one of those within a list of people. */
const FAULT = '.member-field[data-fault], .ant-form-item-has-error:not(:has([data-fault]))';
