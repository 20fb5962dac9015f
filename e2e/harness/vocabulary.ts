import { CODE_LISTS, FIELDS, FORMS, ROLES } from '@mingbai/core';
import type { Page } from 'playwright-core';
import { zh } from '../../packages/web/src/i18n/zh.ts';

const HAN = /\p{Script=Han}/u;

/**
 * What the console says in Chinese: its sentences, and the names of fields, codes, forms and roles. Names of
 * people, places and files, and what stands in cells of a workbook, are data and may stand on any page.
 */
const EXACT = new Set([
  ...[...FIELDS, ...FORMS, ...Object.values(ROLES)].map((each) => each.zh),
  ...CODE_LISTS.flatMap((list) => list.codes.map((code) => code.zh)),
]);
const PATTERNS = sentences(zh).map(
  (text) =>
    new RegExp(
      `^${text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\{\w+\}\}/g, '.*')}$`,
      'u',
    ),
);

/** Where cells and sheets of a workbook are quoted. */
const QUOTED = [
  ...['Value', 'Sheet', 'Was', 'Read as', 'Header', 'Samples (masked)'].map(
    (label) => `[data-label="${label}"]`,
  ),
  '[role=tabpanel] section > .row > h2',
].join();
const NAMED_AFTER_A_SHEET = '[role=tabpanel] section:has(> .row > h2)';

/** Chinese words of the console that the page shows or says although it is in English. */
export async function chineseOn(page: Page): Promise<string[]> {
  const texts: string[] = await page.evaluate(`(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (!parentElement.closest(\`script, style, pre, code, [lang=zh-CN], ${QUOTED}\`)) texts.push(data);
    }
    for (const each of document.querySelectorAll('[aria-label], [title], [placeholder], [data-label]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'data-label'])
        if (each.hasAttribute(name) && !each.matches(\`${QUOTED}, ${NAMED_AFTER_A_SHEET}\`)) texts.push(each.getAttribute(name));
    return texts.map((text) => text.trim());
  })()`);
  return [...new Set(texts)].filter(
    (text) => HAN.test(text) && (EXACT.has(text) || PATTERNS.some((pattern) => pattern.test(text))),
  );
}

function sentences(part: object): string[] {
  return Object.values(part).flatMap((each: unknown) =>
    typeof each === 'string'
      ? HAN.test(each)
        ? [each]
        : []
      : typeof each === 'object' && each !== null
        ? sentences(each)
        : [],
  );
}
