import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { books } from './harness/books.ts';
import { openBrowser } from './harness/browser.ts';
import { startMingbai, type Running } from './harness/server.ts';
import { World } from './harness/world.ts';
import { DEMO_JOURNEYS, EMPTY_JOURNEYS, SEEN_JOURNEYS, type Journeys } from './journeys/index.ts';

// Browser journeys over the product as people start it. `node --import tsx e2e/run.ts [part of a name …]`
// walks those journeys alone; MINGBAI_E2E_URL walks the demo journeys on a demo that runs already.
const wanted = process.argv.slice(2);
const known = process.env['MINGBAI_E2E_URL'];
const DEMO = ['--scale', '0.005'];
const begun = Date.now();
rmSync(fileURLToPath(new URL('screenshots/', import.meta.url)), { recursive: true, force: true });
const total = { passed: 0, failed: 0 };
const running: Promise<Running>[] = [];
const browser = await openBrowser();

function start(...options: string[]): Promise<Running> {
  const server = startMingbai(...options);
  running.push(server);
  return server;
}

/** One after the other, on the server that these words start; or on the one that runs already. */
async function walk(journeys: Journeys, ...options: string[]): Promise<void> {
  const chosen = chosenOf(journeys);
  if (chosen.length === 0) return;
  try {
    const { url } =
      known === undefined || options[0] === '--empty' ? await start(...options) : { url: known };
    const world = new World(browser, url);
    for (const [name, journey] of chosen) await world.walk(name, journey);
    total.passed += world.results.passed;
    total.failed += world.results.failed;
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  total.failed += 1;
  console.log(error instanceof Error ? error.message : error);
}

function chosenOf(journeys: Journeys): [string, Journeys[string]][] {
  return Object.entries(journeys).filter(
    ([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
  );
}

try {
  if (chosenOf(EMPTY_JOURNEYS).some(([name]) => name === 'imports')) void books();
  const first = async (): Promise<void> => {
    await walk(EMPTY_JOURNEYS, '--empty');
    await walk(SEEN_JOURNEYS, ...DEMO);
  };
  const second = (): Promise<void> => walk(DEMO_JOURNEYS, ...DEMO);
  // Two at once, as two people would; a demo that runs already is one, and its journeys know of each other.
  if (known === undefined) await Promise.all([first(), second()]);
  else await first().then(second);
} finally {
  await browser.close();
  // One that never came up has been told of.
  const up = (await Promise.allSettled(running)).flatMap((one) =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  await Promise.all(up.map((server) => server.stop().catch(fail)));
}
console.log(`browser journeys: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
