import { cellWords, noteColumns, unitInEnglish } from '@mingbai/core';
import type { PolicyModelView } from '@mingbai/core/api';
import { markup, type Html } from './html.ts';
import { pageOf, type Reader } from './page.ts';
import type { PublicPolicy } from './policies-now.ts';

/** Every policy by its question. */
export function policiesPage(reader: Reader, policies: readonly PublicPolicy[]): string {
  const lines = policies.map(({ name, view: model, edition }) => {
    const asked = model.decisions.find((decision) => decision.question !== null);
    const question = (reader.language === 'zh' ? asked?.question : asked?.questionEn) ?? undefined;
    return markup`<li>
      <a href="${reader.link(`/open/policies/${name}`)}">${reader.of(model.name)}</a
      >${question !== undefined && markup`<br />${question}`}<br /><span class="hint"
        >${reader.of(model.source)}${edition !== null && markup` · ${reader.say('policyEdition', { n: edition })}`}</span
      >
    </li>`;
  });
  return pageOf(
    reader,
    reader.say('policies'),
    markup`<p>${reader.say('policiesLead')}</p>
      <ul class="list">
        ${lines}
      </ul>`,
  );
}

/** One policy: its figures where the reader is, what is looked at, and its rules row by row. */
export function policyPage(reader: Reader, { view: model, edition, english }: PublicPolicy): string {
  const decisions = model.decisions.filter(({ kind }) => kind === 'decision');
  return pageOf(
    reader,
    reader.of(model.name),
    markup`<dl>
        <dt>${reader.say('policySource')}</dt>
        <dd>${reader.of(model.source)}</dd>
      </dl>
      <p>
        ${reader.say('policySince', { from: model.from })}${edition !== null && markup` ${reader.say('policyEdition', { n: edition })}`}
      </p>
      ${saidIn(reader, model.description, model.descriptionEn)}
      ${decisions.map((decision) => decisionPart(reader, decision, english))}`,
  );
}

/** In the reader's language, where the policy says it in that. */
function saidIn({ language }: Reader, zh: string | null, en: string | null): Html | false {
  const said = language === 'zh' ? zh : en;
  return said !== null && markup`<p>${said}</p>`;
}

type Decision = PolicyModelView['decisions'][number];
type English = PublicPolicy['english'];

function decisionPart(reader: Reader, decision: Decision, english: English): Html {
  const colon = reader.language === 'zh' ? '：' : ': ';
  const figures = decision.parameters.map(
    ({ name, unit, held }) =>
      held !== null &&
      markup`<li>
        ${reader.of(name)}${colon}<b>${held.value}</b> ${unitIn(reader, unit)}
        <span class="hint">${reader.of(held.source)}${reader.language === 'zh' ? '，' : ', '}${held.from}</span>
      </li>`,
  );
  const facts = decision.facts
    .map(({ name }) => reader.of(name))
    .join(reader.language === 'zh' ? '、' : ', ');
  return markup`<section>
    <h2>${reader.of(decision.name)}</h2>
    ${saidIn(reader, decision.question, decision.questionEn)}
    ${facts !== '' && markup`<p><span class="hint">${reader.say('policyNeeds')}${colon}</span>${facts}</p>`}
    ${
      figures.some(Boolean) &&
      markup`<p class="hint">${reader.say('policyFigures')}</p>
        <ul>
          ${figures}
        </ul>`
    }
    ${
      decision.steps.length > 0 &&
      markup`<details>
        <summary>${reader.say('policyRules')}</summary>
        ${decision.steps.map((step) => stepPart(reader, step, english))}
      </details>`
    }
  </section>`;
}

function unitIn({ language }: Reader, unit: string | null): string {
  if (unit === null || language === 'zh') return unit ?? '';
  return unitInEnglish(unit) ?? unit;
}

/** What a row cites has a name in both languages. */
function noteOf(reader: Reader, text: string, citation: boolean, english: English): string {
  return citation ? reader.of({ zh: text, en: english.values.get(text) ?? text }) : text;
}

/** In words where it is simple, as written where it is not. */
function cellOf(reader: Reader, text: string, test: boolean, english: English): Html {
  const words = cellWords(text, test, english.say);
  return words === undefined ? markup`<td><code>${text}</code></td>` : markup`<td>${reader.of(words)}</td>`;
}

function stepPart(
  reader: Reader,
  { name: key, text, words, table }: Decision['steps'][number],
  english: English,
): Html {
  const name = key === null ? null : reader.of({ zh: key, en: english.names.get(key) ?? key });
  if (table === null)
    return markup`<p>
      ${name !== null && markup`<b>${name}</b> `}${words !== undefined && markup`${reader.of(words)}<br />`}<code>${text}</code>
    </p>`;
  const notes = noteColumns(table.annotations, reader.language);
  const heads = [...table.inputs.map(({ label }) => label), ...table.outputs];
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${name ?? reader.say('policyRules')}">
    <table>
      ${
        name !== null &&
        markup`<caption>
          ${name}
        </caption>`
      }
      <thead>
        <tr>
          ${heads.map((head) => markup`<th scope="col">${reader.of(head)}</th>`)}${notes.map(({ heading, citation }) => markup`<th scope="col">${citation ? reader.say('policySource') : heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          (row) =>
            markup`<tr>
              ${row.inputs.map((cell) => cellOf(reader, cell, true, english))}${row.outputs.map((cell) => cellOf(reader, cell, false, english))}${notes.map(({ at, citation }) => markup`<td>${noteOf(reader, row.annotations[at] ?? '', citation, english)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
