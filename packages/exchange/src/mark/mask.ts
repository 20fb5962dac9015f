import { type Fault, findField, maskIdentity, maskPhone } from '@mingbai/core';

/** As long as a mobile number, however the field is called. */
const LONG_NUMBER = /\d(?:[\s-]?\d){10,}/;

/** A fault's value and sentences as a summary may show them: what the mask hides is hidden in the sentences too. */
export function maskFault(
  fault: Fault,
  mask: (fault: Fault) => string = maskValue,
): { value: string; zh: string; en: string } {
  const value = mask(fault);
  const hide = (text: string) => (value === fault.value ? text : text.replaceAll(fault.value, value));
  return { value, zh: hide(fault.message.zh), en: hide(fault.message.en) };
}

/** The usual mask: telephone numbers `138****5678`, other numbers of persons `4115**********1234`. */
export function maskValue({ field, rule, value }: Fault): string {
  const type = findField(field)?.type;
  if (type === 'phone' || rule === 'phone-shape') return maskPhone(value);
  const sealed = type === 'identity' || type === 'account' || rule.startsWith('identity-');
  return sealed || LONG_NUMBER.test(value) ? maskIdentity(value) : value;
}
