import { createHash } from 'node:crypto';

/** Everything these pages look like: one column, large type, readable in sun and on paper. */
export const STYLE = [
  ':root{color-scheme:light dark;--ink:#1f2328;--soft:#57606a;--line:#d0d7de;--back:#fff;--mark:#0b57a4;--bad:#a40e26;--good:#1a6b33}',
  '@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--line:#3d444d;--back:#0d1117;--mark:#79b8ff;--bad:#ff8a98;--good:#6fdd8b}}',
  '*{box-sizing:border-box}',
  'body{margin:0;background:var(--back);color:var(--ink);font:18px/1.65 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}',
  'header,main,footer{max-width:46rem;margin:0 auto;padding:.75rem 1rem}',
  'header{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;border-bottom:1px solid var(--line)}',
  'header b{margin-right:auto}footer{border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}',
  'a{color:var(--mark)}a:focus-visible,button:focus-visible,input:focus-visible,textarea:focus-visible,select:focus-visible,summary:focus-visible{outline:3px solid var(--mark);outline-offset:2px}',
  '.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--back);padding:.25rem}',
  'h1{font-size:1.5rem;line-height:1.35;margin:.5rem 0}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}',
  '.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--soft);padding:.25rem 0}',
  'th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}td.n{text-align:right;white-space:nowrap}',
  'dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.75rem 0}dt{color:var(--soft)}dd{margin:0}',
  'ul.list{list-style:none;padding:0;margin:.5rem 0}ul.list li{padding:.6rem 0;border-bottom:1px solid var(--line)}',
  'label,legend{display:block;margin:.9rem 0 .25rem;font-weight:600}.hint{color:var(--soft);font-weight:400;font-size:.95rem;margin:0}',
  'input,textarea,select,button{font:inherit;color:inherit;background:var(--back);border:1px solid var(--soft);border-radius:6px;padding:.5rem .6rem;width:100%}',
  'textarea{min-height:9rem}button{width:auto;margin:1rem 0;padding:.6rem 1.4rem;background:var(--mark);border-color:var(--mark);color:var(--back);font-weight:600}',
  '.note{border-left:4px solid var(--mark);padding:.4rem .8rem;margin:1rem 0}.bad{border-color:var(--bad)}.good{border-color:var(--good)}',
  '.receipt{font:700 1.8rem/1.3 ui-monospace,Consolas,monospace;letter-spacing:.05em}.trap{position:absolute;left:-999px}',
  '.qr{width:9rem;height:9rem;background:#fff;float:right;margin:0 0 .5rem 1rem}.qr svg{width:100%;height:100%}',
  // Who reads it on a phone is where the code leads already.
  '@media screen and (max-width:34rem){.qr{display:none}dl{display:block}dt{margin-top:.5rem;font-size:.95rem}.wide table:not([role]){min-width:34rem}}',
  // Lists of people become cards.
  '@media screen and (max-width:34rem){[role=table] thead{position:absolute;left:-999px}[role=table] tr{display:block;border:1px solid var(--line);border-radius:6px;margin:.6rem 0;padding:.3rem .6rem}[role=table] td,[role=table] th[scope=row]{display:flex;gap:.75rem;border:0;padding:.15rem 0;text-align:left;white-space:normal}[role=table] td::before,[role=table] th[scope=row]::before{content:attr(data-label);color:var(--soft);font-weight:400;flex:0 0 6em}}',
  '@media print{header nav,footer nav,.noprint{display:none}body{font-size:14px}tr{break-inside:avoid}thead{display:table-header-group}@page{margin:18mm}}',
].join('\n');

/** For the policy of what a page may hold: this style and no other. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
