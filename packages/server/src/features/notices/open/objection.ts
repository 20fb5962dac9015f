import type { PublicAnswer, PublicNotice } from '@mingbai/store';
import { markup, Html } from './html.ts';
import { pageOf, type Reader } from './page.ts';
import type { Word } from './words.ts';

export const SAID_LEAST = 10;
export const SAID_MOST = 2000;
const CONTACT_MOST = 60;
/** Up to here a list is chosen from; a longer one is typed by its number. */
const CHOSEN = 200;

export interface Filled {
  readonly line: string;
  readonly said: string;
  readonly contact: string;
}
const EMPTY: Filled = { line: '', said: '', contact: '' };

/** What is wrong with a form as it came; nothing when it can be taken. */
export function faultsOf({ line, said, contact }: Filled, lines: number): Word[] {
  const faults: Word[] = [];
  if (line !== '' && (!/^\d{1,5}$/.test(line) || Number(line) < 1 || Number(line) > lines))
    faults.push('badLine');
  const { length } = [...said.trim()];
  if (length < SAID_LEAST) faults.push('tooShort');
  if (length > SAID_MOST) faults.push('tooLong');
  if (contact.trim().length > CONTACT_MOST) faults.push('badPhone');
  return faults;
}

/** The form, with what was typed and what is wrong with it. */
export function objectionPage(
  reader: Reader,
  notice: PublicNotice,
  filled: Filled = EMPTY,
  faults: readonly Word[] = [],
): string {
  const { slug, rows } = notice;
  const wrong =
    faults.length > 0 &&
    markup`<div class="note bad" role="alert">
      <p>${reader.say('fixFirst')}</p>
      <ul>
        ${faults.map((fault) => markup`<li>${reader.say(fault)}</li>`)}
      </ul>
    </div>`;
  return pageOf(
    reader,
    reader.say('object'),
    markup`<p>${notice.place} ${reader.of({ zh: notice.title_zh, en: notice.title_en })}</p>
      <p>${reader.say('objectLead')}</p>
      ${wrong}
      <form method="post" action="${reader.link(`/open/notice/${slug}/objection`)}">
        <label for="line">${reader.say('line')}</label>
        ${rows.length <= CHOSEN ? lineChoice(reader, notice, filled.line) : markup`<input id="line" name="line" inputmode="numeric" maxlength="5" value="${filled.line}" />`}
        <label for="said">${reader.say('said')}</label>
        <p class="hint" id="said-hint">${reader.say('saidHint')}</p>
        <textarea
          id="said"
          name="said"
          required
          minlength="${SAID_LEAST}"
          maxlength="${SAID_MOST}"
          aria-describedby="said-hint"
        >
${filled.said}</textarea>
        <label for="contact">${reader.say('phoneAsked')}</label>
        <p class="hint" id="contact-hint">${reader.say('phoneHint')}</p>
        <input
          id="contact"
          name="contact"
          type="tel"
          autocomplete="off"
          maxlength="${CONTACT_MOST}"
          value="${filled.contact}"
          aria-describedby="contact-hint"
        />
        <p class="trap" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off" /></p>
        <button>${reader.say('send')}</button>
      </form>`,
  );
}

function lineChoice(reader: Reader, { rows }: PublicNotice, chosen: string): Html {
  const options = rows.map((row, at) => {
    const line = String(at + 1);
    const head = row.head ?? reader.say('child');
    return markup`<option value="${line}" ${line === chosen && new Html(' selected')}>
      ${reader.say('lineOf', { line, head })}
    </option>`;
  });
  return markup`<select id="line" name="line">
    <option value="">${reader.say('wholeList')}</option>
    ${options}
  </select>`;
}

/** The receipt. */
export function sentPage(reader: Reader, number: string, phone: string): string {
  return pageOf(
    reader,
    reader.say('sentTitle'),
    markup`<div class="note good" role="status">
        <p>${reader.say('sentText')}</p>
        <p class="receipt">${number}</p>
      </div>
      <p>${reader.say('sentNext', { phone })}</p>
      <p><a href="${reader.link('/open/answer')}">${reader.say('answer')}</a></p>`,
  );
}

/** Where the number is typed; `wrong` says why the last one led nowhere. */
export function askPage(reader: Reader, typed = '', wrong?: Word): string {
  return pageOf(
    reader,
    reader.say('askTitle'),
    markup`${wrong !== undefined && markup`<div class="note bad" role="alert"><p>${reader.say(wrong)}</p></div>`}
      <form method="post" action="${reader.link('/open/answer')}">
        <label for="number">${reader.say('askNumber')}</label>
        <p class="hint" id="number-hint">${reader.say('askHint')}</p>
        <input
          id="number"
          name="number"
          required
          maxlength="40"
          autocomplete="off"
          autocapitalize="characters"
          value="${typed}"
          aria-describedby="number-hint"
        />
        <button>${reader.say('ask')}</button>
      </form>`,
  );
}

/** Of the country, for whoever does not agree with the place. */
const HOTLINE = '12317';

export function answerPage(reader: Reader, number: string, found: PublicAnswer): string {
  const at = dayOf(found.at);
  const { phone, answer, answered_at: answered } = found;
  const body =
    answer === null || answered === null
      ? markup`<div class="note"><p>${reader.say('answerOpen', { at })}</p></div>`
      : markup`<p>${reader.say('answerDone', { at, answered: dayOf(answered) })}</p>
          <div class="note ${found.upheld === true ? 'good' : ''}">
            <p><b>${reader.say(found.upheld === true ? 'upheld' : 'notUpheld')}</b></p>
            <p>${answer}</p>
          </div>
          <p>${reader.say('unsatisfied', { phones: [...new Set([phone, HOTLINE])].join(' / ') })}</p>`;
  return pageOf(
    reader,
    reader.say('askTitle'),
    markup`<p class="receipt">${number}</p>
      <p>${found.place} ${reader.of({ zh: found.title_zh, en: found.title_en })}</p>
      ${body}`,
  );
}

function dayOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
