import { CODE_LISTS, FIELDS, FORMS } from '@mingbai/core';
import { codeSections } from './codes.ts';
import { fieldSections } from './fields.ts';
import { formSections } from './forms.ts';

const HEAD = `# Data handbook · 数据手册

Generated from the dictionary (\`packages/core/src/dictionary\`, \`packages/core/src/form\`) by \`scripts/handbook.ts\`; do not edit.
由数据字典生成，请勿手工修改。

- \`*\` in a table of fields: the upper levels check that it is not blank. \`*\` in a form: a row without it is a fault. 字段表中 \`*\` 为上级核查的必填项；表式中 \`*\` 为缺失即报错。
- Money is kept in fen and shown in 元. 金额以分存储，以元显示。
- §28: sensitive personal information under Article 28 of the Personal Information Protection Law. 《个人信息保护法》第二十八条敏感个人信息。
- *masked*: encrypted at rest, shown masked, opened one by one with a reason. 加密存储、脱敏显示、查看须说明理由。
- Years in brackets: in use from–until, as far as the forms seen tell. 括号内为使用年份。
`;

/** The whole of docs/data-handbook.md. */
export function handbook(): string {
  return [
    HEAD,
    `## Fields · 字段（${FIELDS.length}）\n`,
    ...fieldSections(),
    `## Forms · 表式（${FORMS.length}）\n`,
    ...formSections(),
    `## Code lists · 代码表（${CODE_LISTS.length}）\n`,
    ...codeSections(),
  ].join('\n');
}
