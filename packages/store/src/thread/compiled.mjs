import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = fileURLToPath(import.meta.url);
const ROOT = resolve(dirname(HERE), '../../../..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'mingbai');
/** What npm wrote when it last installed something: paths of packages may be others since. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
/** Builds of one entry that stay: a server may still be running from an older one. */
const KEPT = 5;
const OURS = /^@mingbai\//;

/**
 * The file to run in place of a TypeScript entry: all of ours that it needs in a few files, packages of others where
 * they lie. Loading hundreds of modules one by one costs seconds of processor time and a hundred megabytes, in every
 * process and again in every thread. Made when the sources are not those of the last time, kept beside the installed
 * packages, or, where nothing may be written there, for this process alone.
 * @param {URL} entry of a file
 * @returns {Promise<URL>}
 */
export async function compiled(entry) {
  const path = fileURLToPath(entry);
  const name = `${basename(path, extname(path))}-${digest([path, process.version, readFileSync(HERE, 'utf8')])}`;
  const note = join(CACHE, `${name}.json`);
  return pathToFileURL(known(note) ?? (await build(path, name, note)));
}

/** The last build, when each of its sources is as it was. */
function known(note) {
  try {
    const { file, inputs } = JSON.parse(readFileSync(note, 'utf8'));
    statSync(file);
    return inputs.every(([path, stamp]) => stampOf(path) === stamp) ? file : undefined;
  } catch {
    return undefined;
  }
}

async function build(path, name, note) {
  const esbuild = await import('esbuild');
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { [name]: path },
    outdir: ROOT,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // `NODE_OPTIONS=--enable-source-maps` reads them; nobody else pays for them.
    sourcemap: 'linked',
    sourcesContent: false,
    treeShaking: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
    plugins: [ours(esbuild)],
  });
  const inputs = [...Object.keys(metafile.inputs).map((input) => resolve(ROOT, input)), INSTALLED];
  const folder = placeFor(name, digest(outputFiles.map((file) => file.hash)));
  for (const { path: to, contents } of outputFiles)
    writeFileSync(join(folder.draft, relative(ROOT, to)), contents);
  settle(folder);
  const file = join(folder.final, `${name}.mjs`);
  if (folder.kept) {
    const draft = `${note}.${process.pid}`;
    writeFileSync(
      draft,
      JSON.stringify({ entry: path, file, inputs: inputs.map((input) => [input, stampOf(input)]) }),
    );
    renameSync(draft, note);
    prune(name);
  }
  return file;
}

/** Our own sources are taken in, knowing where they lay; what others made stays where it is installed. */
function ours(esbuild) {
  const ASKED = {};
  return {
    name: 'ours',
    setup(plugin) {
      plugin.onResolve({ filter: /./ }, async ({ path, pluginData, kind, importer, resolveDir, ...rest }) => {
        if (pluginData === ASKED || kind === 'entry-point' || path.startsWith('node:')) return undefined;
        const found = await plugin.resolve(path, {
          importer,
          resolveDir,
          kind,
          with: rest.with,
          pluginData: ASKED,
        });
        if (found.errors.length > 0 || found.external) return { path, external: true };
        const own = OURS.test(path) || !found.path.includes(`${sep}node_modules${sep}`);
        // None of our modules does anything by being loaded: what nobody asks of it is left out.
        if (own) return { path: found.path, sideEffects: false };
        if (extname(found.path) === '.json') return { path: found.path };
        return { path: pathToFileURL(found.path).href, external: true };
      });
      plugin.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
        loader: 'ts',
        contents: readFileSync(path, 'utf8').replaceAll(
          'import.meta.url',
          JSON.stringify(pathToFileURL(path).href),
        ),
      }));
      // The service of esbuild is a process; it has done its work.
      plugin.onEnd(() => void setImmediate(() => void esbuild.stop()));
    },
  };
}

/** @returns {{ draft: string, final: string, kept: boolean }} */
function placeFor(name, hash) {
  try {
    mkdirSync(CACHE, { recursive: true });
    const draft = mkdtempSync(join(CACHE, 'draft-'));
    // Whoever may read the sources may run them.
    chmodSync(draft, 0o755);
    return { draft, final: join(CACHE, `${name}.${hash}`), kept: true };
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    return { draft: folder, final: folder, kept: false };
  }
}

function settle({ draft, final }) {
  if (draft === final) return;
  try {
    renameSync(draft, final);
  } catch {
    // The very same was made before, or beside.
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Older builds of this entry, and all of entries that are there no more. */
function prune(name) {
  const all = readdirSync(CACHE);
  const gone = all
    .filter((one) => one.endsWith('.json') && !existsSync(entryOf(join(CACHE, one))))
    .map((one) => one.slice(0, -'json'.length));
  const old = all
    .filter((one) => one.startsWith(`${name}.`) && !one.includes('.json'))
    .map((one) => ({ one, at: statSync(join(CACHE, one)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .slice(KEPT)
    .map(({ one }) => one);
  const drop = all.filter((one) => old.includes(one) || gone.some((start) => one.startsWith(start)));
  for (const one of drop) rmSync(join(CACHE, one), { recursive: true, force: true });
}

function entryOf(note) {
  try {
    return JSON.parse(readFileSync(note, 'utf8')).entry;
  } catch {
    return '';
  }
}

/** Of what is not there too: other installers than npm write no list. */
function stampOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.mtimeMs} ${found.size}`;
}

function digest(parts) {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
