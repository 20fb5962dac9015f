import type { Page } from 'playwright-core';

/** An answer that a journey provokes on purpose. */
interface Allowed {
  readonly status: number;
  readonly path: RegExp;
}

/** Hears everything on a page that nobody looks at: console errors, exceptions, refused and failed requests. */
export class Watch {
  readonly #complaints: string[] = [];
  readonly #allowed: Allowed[] = [];

  constructor(page: Page) {
    page.on('console', (message) => {
      // What a server refused is told by its answer, with its address.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.#complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#complaints.push(`exception: ${error.stack ?? error.message}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // A page that is left gives up what it was still asking for.
      if (why !== 'net::ERR_ABORTED')
        this.#complaints.push(`failed: ${request.method()} ${request.url()} ${why}`);
    });
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      const status = response.status();
      if (status < 400 || this.#allowed.some((one) => one.status === status && one.path.test(pathname)))
        return;
      this.#complaints.push(`${status}: ${response.request().method()} ${response.url()}`);
    });
  }

  allow(status: number, path: RegExp): void {
    this.#allowed.push({ status, path });
  }

  /** What was heard since last asked. */
  take(): string[] {
    return this.#complaints.splice(0);
  }
}
