import type { Locator, Page } from 'playwright-core';

/** Of all log-ins of the demo county, as the start prints it. */
export const DEMO_PASSWORD = 'mingbai-demo-2026';

/** Fills in the form of the sign-in page; what comes of it is for the caller to see. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
}

export async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByLabel('用户名').waitFor();
}

/** A new password in place of a one-time one. */
export async function choosePassword(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel('当前密码').fill(current);
  await page.getByLabel('新密码', { exact: true }).fill(next);
  await page.getByLabel('再输一遍新密码').fill(next);
  await page.getByRole('button', { name: '修改密码' }).click();
}

/** Opens a drop-down and takes the option of this name. */
export async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.click();
  // A long list draws only what is in sight; typing brings it there.
  if (await field.isEditable()) await field.fill(option);
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: new RegExp(`^${option}$`) })
    .click();
}

/** The menu at the side. */
export function menu(page: Page): Locator {
  return page.getByRole('navigation', { name: /^(主菜单|Main menu)$/ });
}
