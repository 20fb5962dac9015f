import { cellWords } from '@mingbai/core';
import type { PolicyModelView } from '@mingbai/core/api';
import { markup, type Html } from './html.ts';
import { pageOf, type Reader } from './page.ts';
import type { PublicPolicy } from './policies-now.ts';

/** Every policy by its question. */
export function policiesPage(reader: Reader, policies: readonly PublicPolicy[]): string {
  const lines = policies.map(({ name, view: model, edition }) => {
    const question = model.decisions.find((decision) => decision.question !== null)?.question;
    return markup`<li>
      <a href="${reader.link(`/open/policies/${name}`)}">${reader.of(model.name)}</a
      >${reader.language === 'zh' && question && markup`<br />${question}`}<br /><span class="hint"
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
export function policyPage(reader: Reader, { view: model, edition }: PublicPolicy): string {
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
      ${decisions.map((decision) => decisionPart(reader, decision))}`,
  );
}

/** In the reader's language, where the policy says it in that. */
function saidIn({ language }: Reader, zh: string | null, en: string | null): Html | false {
  const said = language === 'zh' ? zh : en;
  return said !== null && markup`<p>${said}</p>`;
}

type Decision = PolicyModelView['decisions'][number];

function decisionPart(reader: Reader, decision: Decision): Html {
  const figures = decision.parameters.map(
    ({ name, unit, held }) =>
      held !== null &&
      markup`<li>
        ${reader.of(name)}：<b>${held.value}</b> ${unit}
        <span class="hint">${reader.of(held.source)}，${held.from}</span>
      </li>`,
  );
  const facts = decision.facts
    .map(({ name }) => reader.of(name))
    .join(reader.language === 'zh' ? '、' : ', ');
  return markup`<section>
    <h2>${reader.of(decision.name)}</h2>
    ${saidIn(reader, decision.question, decision.questionEn)}
    ${facts !== '' && markup`<p><span class="hint">${reader.say('policyNeeds')}：</span>${facts}</p>`}
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
        ${decision.steps.map((step) => stepPart(reader, step))}
      </details>`
    }
  </section>`;
}

/** In words where it is simple, as written where it is not. */
function cellOf(reader: Reader, text: string, test: boolean): Html {
  const words = cellWords(text, test);
  return words === undefined ? markup`<td><code>${text}</code></td>` : markup`<td>${reader.of(words)}</td>`;
}

function stepPart(reader: Reader, { name, text, table }: Decision['steps'][number]): Html {
  if (table === null) return markup`<p>${name !== null && markup`<b>${name}</b> `}<code>${text}</code></p>`;
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
          ${heads.map((head) => markup`<th scope="col">${reader.of(head)}</th>`)}${table.annotations.map((head) => markup`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          (row) =>
            markup`<tr>
              ${row.inputs.map((cell) => cellOf(reader, cell, true))}${row.outputs.map((cell) => cellOf(reader, cell, false))}${row.annotations.map((note) => markup`<td>${note}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
