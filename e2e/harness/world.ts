import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signIn } from './people.ts';
import { Watch } from './watch.ts';

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

const SCREENSHOTS = fileURLToPath(new URL('../screenshots/', import.meta.url));
const PATIENCE = 15_000;

export interface Visit {
  readonly page: Page;
  readonly watch: Watch;
}

export interface VisitOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly language?: 'zh' | 'en';
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** One server and a browser before it; a journey opens as many visits in it as there are people in the story. */
export class World {
  readonly results = { passed: 0, failed: 0 };
  readonly #visits: Visit[] = [];
  readonly #signedIn = new Map<string, Promise<State>>();
  #journey = '';

  constructor(
    readonly browser: Browser,
    readonly url: string,
  ) {}

  /** One claim of a journey. What the browser complained of meanwhile breaks it too. */
  readonly step = async (name: string, act: () => Promise<void>): Promise<void> => {
    const begun = Date.now();
    try {
      await act();
      const complaints = this.#visits.flatMap(({ watch }) => watch.take());
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    } catch (error) {
      await this.#picture(name);
      this.results.failed += 1;
      console.log(`✗ ${this.#journey}: ${name}`);
      throw error;
    }
    this.results.passed += 1;
    console.log(`✓ ${this.#journey}: ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  };

  /** A browser of nobody's. */
  readonly visit = async (options: VisitOptions & { readonly state?: State } = {}): Promise<Visit> => {
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: options.size ?? DESKTOP,
      locale: 'zh-CN',
      acceptDownloads: true,
      ...(options.state && { storageState: options.state }),
    });
    context.setDefaultTimeout(PATIENCE);
    if (options.language === 'en')
      await context.addInitScript("localStorage.setItem('mingbai.language', 'en')");
    const page = await context.newPage();
    const visit = { page, watch: new Watch(page) };
    this.#visits.push(visit);
    return visit;
  };

  /** A browser in which this account is signed in; the form is filled in once an account and run. */
  readonly as = async (username: string, password: string, options: VisitOptions = {}): Promise<Visit> => {
    const known = this.#signedIn.get(username) ?? this.#stateOf(username, password);
    this.#signedIn.set(username, known);
    return this.visit({ ...options, state: await known });
  };

  async #stateOf(username: string, password: string): Promise<State> {
    const { page } = await this.visit();
    await page.goto('/');
    await signIn(page, username, password);
    await page.getByRole('navigation', { name: '主菜单' }).waitFor();
    const state = await page.context().storageState();
    await page.context().close();
    return state;
  }

  async walk(name: string, journey: (world: World) => Promise<void>): Promise<void> {
    this.#journey = name;
    const before = this.results.failed;
    try {
      await journey(this);
    } catch (error) {
      if (this.results.failed === before) {
        await this.#picture('outside-a-step');
        this.results.failed += 1;
      }
      console.log(indent(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    } finally {
      await Promise.all(this.#visits.splice(0).map(({ page }) => page.context().close()));
    }
  }

  async #picture(step: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    for (const [index, { page }] of this.#visits.entries()) {
      if (page.isClosed()) continue;
      const name = `${this.#journey}-${step}-${index}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
      const path = join(SCREENSHOTS, `${name}.png`);
      await page.screenshot({ path }).then(
        () => console.log(`    screenshot: e2e/screenshots/${name}.png (${page.url()})`),
        () => undefined,
      );
    }
  }
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
