// Reads an old-format file whole, away from the main thread: its heap and time are capped from outside.
// Plain JavaScript, because a worker thread starts without the loader that runs TypeScript from source.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

// The CommonJS build brings its code pages along, which files before Excel 97 need.
const { read } = createRequire(import.meta.url)('@e965/xlsx');
const ROWS_PER_MESSAGE = 1000;

const PASSWORD = /password-protected|encryption scheme|encryption algorithm/i;

/** For rows in ascending order: the columns under merged cells, as the readers' `Covered`. */
function coveredBy(merges) {
  const order = [...merges].sort((a, b) => a.s.r - b.s.r);
  let next = 0;
  let open = [];
  return (row) => {
    open = open.filter(({ e }) => e.r >= row);
    for (; next < order.length && order[next].s.r <= row; next++)
      if (order[next].e.r >= row) open.push(order[next]);
    return open.map(({ s, e }) => {
      if (s.r === row) return { left: s.c + 1, right: e.c };
      return s.c === e.c ? { left: s.c, right: e.c, from: s.r + 1 } : { left: s.c, right: e.c };
    });
  };
}

function* messages(book, maxSheets) {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const rowsOf = (name) => book.Sheets[name]?.['!data'] ?? [];
  const whole = book.SheetNames.reduce((sum, name) => sum + rowsOf(name).length, 0);
  let before = 0;
  let count = 0;
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (sheet === undefined || sheet['!type'] === 'chart') continue;
    count += 1;
    if (count > maxSheets) return;
    yield { sheet: name, hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0, date1904 };
    const covered = coveredBy(sheet['!merges'] ?? []);
    let rows = [];
    for (const [number, cells] of rowsOf(name).entries()) {
      const hidden = covered(number);
      if (cells === undefined) continue;
      const kept = [];
      for (const [column, cell] of cells.entries()) {
        if (cell === undefined || cell.t === 'z') continue;
        kept.push([
          column,
          cell.t,
          cell.t === 'e' ? (cell.w ?? '#VALUE!') : cell.v,
          cell.t === 'n' ? cell.z : undefined,
        ]);
      }
      if (kept.length > 0) rows.push([number + 1, kept, hidden]);
      if (rows.length === ROWS_PER_MESSAGE) {
        yield { rows, share: (before + number + 1) / whole };
        rows = [];
      }
    }
    before += rowsOf(name).length;
    yield { rows, share: before / whole };
  }
}

let stream;
parentPort.on('message', () => {
  try {
    stream ??= messages(
      read(workerData.content, {
        type: 'buffer',
        dense: true,
        raw: true,
        cellNF: true,
        cellFormula: false,
        cellHTML: false,
      }),
      workerData.maxSheets + 1,
    );
    const next = stream.next();
    parentPort.postMessage(next.done ? { done: true } : next.value);
  } catch (error) {
    parentPort.postMessage({
      failed: PASSWORD.test(String(error?.message)) ? 'encrypted' : 'old-format-damaged',
    });
  }
});
