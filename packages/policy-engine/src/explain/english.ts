/**
 * How something is called in English: the name of a fact or of a decision, a value that is a text, the unit of a
 * number. Undefined where nobody has said it; it then stands as it is written.
 */
export type InEnglish = (text: string, as: 'name' | 'value' | 'unit') => string | undefined;
