import { NOTICE_COLUMNS, type NoticeColumn, type NoticeRow, type RegionCode } from '@mingbai/core';
import type { PublicNotice, PublicNoticeLine } from '@mingbai/store';
import { markup, Html } from './html.ts';
import { pageOf, type Reader } from './page.ts';

const SELECTED = new Html(' selected');
const RIGHT = new Html(' class="n"');

/** What hangs out today, of one place or of all. */
export function noticesPage(
  reader: Reader,
  notices: readonly PublicNoticeLine[],
  chosen: RegionCode | undefined,
): string {
  const places = new Map(notices.map(({ region, place }) => [region, place]));
  const shown = notices.filter(({ region }) => chosen === undefined || region === chosen);
  const lines = shown.map(
    ({ slug, title_zh, title_en, place, lines, from, until }) =>
      markup`<li>
        <a href="${reader.link(`/open/notice/${slug}`)}"
          >${place} ${reader.of({ zh: title_zh, en: title_en })}</a
        ><br />${reader.say('noticeLine', { lines, from, until })}
      </li>`,
  );
  return pageOf(
    reader,
    reader.say('noticesTitle'),
    markup`${places.size > 1 && choice(reader, places, chosen)}
    ${
      lines.length > 0
        ? markup`<ul class="list">
            ${lines}
          </ul>`
        : markup`<p>${reader.say('noticesEmpty')}</p>`
    }`,
  );
}

function choice(
  reader: Reader,
  places: ReadonlyMap<RegionCode, string>,
  chosen: RegionCode | undefined,
): Html {
  const options = [...places].map(
    ([code, place]) => markup`<option value="${code}" ${code === chosen && SELECTED}>${place}</option>`,
  );
  return markup`<form method="get" action="/open" class="noprint">
    <label for="in">${reader.say('where')}</label>
    <select id="in" name="in">
      <option value="">${reader.say('all')}</option>
      ${options}
    </select>
    ${reader.language === 'en' && markup`<input type="hidden" name="lang" value="en" />`}<button>
      ${reader.say('show')}
    </button>
  </form>`;
}

/** One list as it hangs; nothing but that it ended once it is over. */
export function noticePage(reader: Reader, notice: PublicNotice, qr: Html): string {
  const title = reader.of({ zh: notice.title_zh, en: notice.title_en });
  const { from, until, phone } = notice;
  if (notice.over)
    return pageOf(
      reader,
      reader.say('overTitle'),
      markup`<p>${title}</p>
        <p>${reader.say('overText', { until, phone })}</p>`,
    );
  return pageOf(
    reader,
    title,
    markup`<div class="qr" aria-hidden="true">${qr}</div>
      <dl>
        <dt>${reader.say('place')}</dt>
        <dd>${notice.place}</dd>
        <dt>${reader.say('period')}</dt>
        <dd>${reader.say('periodText', { from, until })}</dd>
        <dt>${reader.say('basis')}</dt>
        <dd>${reader.of({ zh: notice.basis_zh, en: notice.basis_en })}</dd>
        <dt>${reader.say('phone')}</dt>
        <dd><a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a></dd>
        ${
          notice.contact !== null &&
          markup`<dt>${reader.say('contact')}</dt>
            <dd>${notice.contact}</dd>`
        }
      </dl>
      ${notice.said !== null && markup`<p>${notice.said}</p>`} ${table(reader, notice)}
      <p class="noprint">
        <a href="${reader.link(`/open/notice/${notice.slug}/objection`)}">${reader.say('object')}</a
        ><br /><span class="hint">${reader.say('objectLead')}</span>
      </p>`,
  );
}

/** On a narrow screen each row is a card of its own; roles are written out because that takes them away. */
function table(reader: Reader, { columns, rows }: PublicNotice): Html {
  const heads = columns.map(
    (column) => markup`<th role="columnheader" scope="col">${reader.of(NOTICE_COLUMNS[column])}</th>`,
  );
  const lines = rows.map(
    (row, at) =>
      markup`<tr role="row">
        <td role="cell" data-label="${reader.say('number')}" class="n">${at + 1}</td>
        <th role="rowheader" data-label="${reader.say('head')}" scope="row">${row.head ?? reader.say('child')}</th>
        <td role="cell" data-label="${reader.say('village')}">${row.village}${row.group}</td>
        ${columns.map((column) => cell(reader, row, column))}
      </tr>`,
  );
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${reader.say('head')}">
    <table role="table">
      <caption>
        ${reader.say('tableCaption', { lines: rows.length })}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${reader.say('number')}</th>
          <th role="columnheader" scope="col">${reader.say('head')}</th>
          <th role="columnheader" scope="col">${reader.say('village')}</th>
          ${heads}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${lines}
      </tbody>
    </table>
  </div>`;
}

function cell(reader: Reader, { cells }: NoticeRow, column: NoticeColumn): Html {
  const value = cells[column] ?? null;
  const text = value === null ? reader.say('unsaid') : typeof value === 'string' ? value : reader.of(value);
  return markup`<td role="cell" data-label="${reader.of(NOTICE_COLUMNS[column])}"${(column === 'size' || column === 'amount') && RIGHT}>${text}</td>`;
}
