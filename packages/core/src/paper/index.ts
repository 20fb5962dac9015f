export * from './model.ts';
export { checkTemplate, type PaperProblem } from './check.ts';
export { fillPaper, type PaperFacts, type PaperRow, readFacts } from './fill.ts';
export { fieldNames, paperNames, type PaperSubject } from './names.ts';
export { PaperTemplate } from './template.ts';
export { dayText, paperText, yuanText } from './text.ts';
