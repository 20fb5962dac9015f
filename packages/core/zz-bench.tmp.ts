import { CODE_LISTS, findField, FORMS, createIntake, createPlaceResolver, regionCode } from './src/index.ts';
import { checkDigit } from './src/import/identity.ts';
const dictionary = { field: findField, list: (id: string) => CODE_LISTS.find((l) => l.id === id) };
const regions = [{ code: '41', name: '河南省' }, { code: '4115', name: '信阳市' }, { code: '411525', name: '固始县' }];
for (let t = 100; t < 130; t++) { regions.push({ code: `411525${t}`, name: `乡${t}镇` }); for (let v = 200; v < 220; v++) regions.push({ code: `411525${t}${v}`, name: `村${v}村委会` }); }
const form = FORMS.find((f) => f.id === 'person-47')!;
const N = Number(process.argv[2] ?? 200000);
function valueFor(to: string, i: number): string {
  const f = findField(to);
  switch (to) {
    case 'place.province': return '河南省'; case 'place.city': return '信阳市'; case 'place.county': return '固始县';
    case 'place.township': return `乡${100 + Math.floor(i / 1000) % 30}镇`; case 'place.village': return `村${200 + Math.floor(i / 100) % 20}村`;
    case 'household.household_no': return `41152500${String(Math.floor(i / 4)).padStart(8, '0')}`;
    case 'person.person_no': return `41152500${String(i).padStart(10, '0')}`;
    case 'person.name': return '张三丰'; case 'echo.head_name': return '张三丰';
    case 'person.identity_no': case 'echo.head_identity': { const j = to === 'echo.head_identity' ? i - i % 4 : i; const s = '411525' + String(1950 + j % 60) + '0' + (1 + j % 9) + String(10 + Math.floor(j / 60) % 18) + String(Math.floor(j / 60 / 18) % 1000).padStart(3, '0'); return s + checkDigit(s); }
    case 'membership.relation': return i % 4 === 0 ? '户主' : '之子';
    case 'person.birth_date': return `${1950 + i % 60}-0${1 + i % 9}-${10 + Math.floor(i / 60) % 18}`;
    case 'person.sex': return Math.floor(i / 60 / 18) % 2 ? '男' : '女';
    case 'echo.year': return '2021';
    case 'person.enrolment': return '';
    case 'person.identity_kind': return '居民身份证';
  }
  if (!f) return '某某';
  if (f.type === 'code' || f.type === 'codes') { const l = dictionary.list(f.codes!)!; return l.codes[i % Math.min(6, l.codes.length)]!.zh; }
  if (f.type === 'boolean') return i % 3 ? '否' : '是';
  if (f.type === 'phone') return '138' + String(10000000 + i);
  if (f.type === 'integer' || f.type === 'decimal') return String(i % 12);
  if (f.type === 'year') return '2015';
  return '信阳建筑公司';
}
const start = { type: 'sheet', file: 'a.csv', sheet: 'a', hidden: false } as const;
function batchOf(from: number, to: number) { const ev: any[] = []; for (let i = from; i < to; i++) { const line = form.columns.map((c) => valueFor(c.to, i)).join('\t'); const cells = line.split('\t'); ev.push({ type: 'row', row: i + 2, cells, kinds: cells.map((c) => c === '' ? ' ' : 't').join('') }); } return ev; }
const scope = regionCode('411525');
const intake = createIntake({ forms: FORMS, dictionary, places: createPlaceResolver(regions, scope), scope, today: '2026-11-22' });
intake.push([start, { type: 'row', row: 1, cells: form.columns.map((c) => c.header), kinds: 't'.repeat(form.columns.length) }]);
const lap: number[] = []; let cpu = 0, ns = 0, faults: Record<string, number> = {}, reps = 0, good = 0;
const all: any[] = []; for (let i = 0; i < N; i += 2000) all.push(batchOf(i, Math.min(N, i + 2000))); (globalThis as any).gc?.();
for (let i = 0; i < N; i += 2000) { const ev = all[i / 2000]; const t = performance.now(); const c0 = process.cpuUsage(); const b = intake.push(ev); const c1 = process.cpuUsage(c0); cpu += (c1.user + c1.system) / 1000; const d = performance.now() - t; ns += d; lap.push(d); for (const f of b.faults) faults[f.rule] = (faults[f.rule] ?? 0) + 1; reps += b.repairs.length; good += b.rows.filter((r) => !r.bad).length; if (i === 0) console.log(b.faults.slice(0, 3), b.repairs.slice(0, 2)); }
const t = performance.now(); const end = intake.finish(); const fin = performance.now() - t;
(globalThis as any).gc?.();
const m = process.memoryUsage();
console.log({ N, best10: Math.round(2000 / (lap.sort((a, b) => a - b)[Math.floor(lap.length / 10)]! / 1000)), median: Math.round(2000 / (lap[lap.length >> 1]! / 1000)), perCpuSecond: Math.round(N / (cpu / 1000)), rowsPerSecond: Math.round(N / (ns / 1000)), finishMs: fin, faults, reps, good, late: end.faults.length, heapMB: m.heapUsed / 1e6 | 0, buffersMB: m.arrayBuffers / 1e6 | 0, rss: m.rss / 1e6 | 0 }, end.sheets.map((s) => [s.form, s.score, s.rows, s.good]));
