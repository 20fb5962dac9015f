import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './root.mjs';

/** First parts of what counts as a path of ours when a document writes it in backquotes. */
const TOP = /^(?:packages|fixtures|bench|e2e|docs|scripts|\.ci)\//;

/** `file:line: what` for every relative link and every `path` of a document that leads nowhere. */
function brokenLinks(file) {
  const broken = [];
  let inCode = false;
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, at) => {
      if (/^\s*```/.test(line)) inCode = !inCode;
      if (inCode) return;
      const links = [...line.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map((found) => found[1]);
      const paths = [...line.matchAll(/`([^`\s]+)`/g)]
        .map((found) => found[1])
        .filter((path) => TOP.test(path));
      for (const link of links) {
        if (/^(?:[a-z][a-z+.-]*:|#|\/\/)/i.test(link)) continue;
        const target = decodeURIComponent(link.split('#')[0]);
        if (!existsSync(resolve(dirname(file), target)))
          broken.push(`${relative(root, file)}:${at + 1}: ${link}`);
      }
      for (const path of paths) {
        // A pattern or a place for a name stands for many files.
        if (/[*<>{}…]|NNNN/.test(path)) continue;
        if (!existsSync(join(root, path.replace(/[:#].*$/, ''))))
          broken.push(`${relative(root, file)}:${at + 1}: \`${path}\``);
      }
    });
  return broken;
}

function documents(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'dist' ? [] : documents(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const root = resolve(process.argv[2] ?? ROOT);
const atTop = readdirSync(root)
  .filter((name) => name.endsWith('.md'))
  .map((name) => join(root, name));
const inside = ['docs', 'packages', 'fixtures', 'bench', 'e2e']
  .map((name) => join(root, name))
  .filter(existsSync);
const broken = [...atTop, ...inside.flatMap(documents)].flatMap(brokenLinks);
for (const line of broken) console.log(line);
process.exit(broken.length === 0 ? 0 : 1);
