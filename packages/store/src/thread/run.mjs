// node run.mjs ENTRY.ts [ARG…]: runs a program of ours compiled. It sees the arguments that it would see by itself.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiled } from './compiled.mjs';

const [node, , entry = '', ...rest] = process.argv;
process.argv = [node, resolve(entry), ...rest];
await import(await compiled(pathToFileURL(resolve(entry))));
