import {
  addDays,
  dayText,
  type PaperFacts,
  type PaperRow,
  type ProcedurePaper,
  ROLES,
  type ToldOfCase,
} from '@mingbai/core';
import type { CaseAtMeeting, StoredStep } from '@mingbai/store';
import type { CaseTold } from './case-told.ts';
import { answerText, opinionText, outcomeText, questionOf, resultText, voteResult } from './case-words.ts';

const KINDS = {
  photo: '照片',
  film: '影像',
  scan: '扫描件',
  signature: '电子签名',
  document: '文档',
} as const;

/** What every paper may say of a case, by the names of `OF_CASE`. */
export function caseFacts(told: CaseTold): PaperFacts {
  const { row, edition, steps } = told;
  const { procedure } = edition;
  const [first] = steps;
  const last = steps.at(-1);
  return {
    程序名称: procedure.zh,
    办理编号: row.id,
    办理对象: row.title,
    办理状态: procedure.states[row.state]?.zh ?? row.state,
    启动日期: first === undefined ? '' : dayText(first.on),
    办结日期: row.ended === null || last === undefined ? '' : dayText(last.on),
    办理过程: steps.map((step, at) => ({
      序号: String(at + 1),
      日期: dayText(step.on),
      步骤: nameOf(told, step),
      办理情况: outcomeText(procedure, step, told.names, false),
      经办人: step.actor_name ?? '',
      岗位: ROLES[step.role].zh,
    })),
    会议表决: steps.flatMap((step) => (step.votes === null ? [] : [voteRow(told, step, row.id, step.votes)])),
    政策判断: steps.flatMap((step) =>
      step.judgement === null ? [] : [judgedRow(told, step, step.judgement)],
    ),
    公示情况: told.hung.map((notice) => ({
      公示名称: `${notice.title}${notice.withdrawn ? '（已撤下）' : ''}`,
      公示编号: notice.slug,
      公示开始: dayText(notice.from),
      公示结束: dayText(notice.until),
      公示天数: String(daysFrom(notice.from, notice.until)),
      公示中断: notice.interruptions
        .map(({ from, to, reason }) => `${dayText(from)}至${dayText(to)}（${reason}）`)
        .join('；'),
      异议: notice.objections.length === 0 ? '无' : `${notice.objections.length} 件`,
    })),
    异议答复: told.hung.flatMap(({ objections }) =>
      objections.map((one) => ({
        回执编号: one.number,
        收到日期: dayText(one.on),
        处理结果: one.upheld === null ? '未答复' : one.upheld ? '属实' : '不属实',
        答复: one.answer ?? '',
        答复日期: one.answeredOn === null ? '' : dayText(one.answeredOn),
      })),
    ),
    佐证材料: evidenceRows(told),
  };
}

/** What a paper of the procedure is told under the names that its template asks for. */
export function toldFacts(told: CaseTold, paper: ProcedurePaper): Record<string, string> {
  return Object.fromEntries(
    Object.entries(paper.facts).flatMap(([name, how]) => {
      const text = toldText(told, paper, how);
      return text === '' ? [] : [[name, text]];
    }),
  );
}

function toldText(told: CaseTold, { with: own }: ProcedurePaper, how: ToldOfCase): string {
  if (typeof how === 'string') return how;
  const { procedure } = told.edition;
  if ('given' in how) {
    const question = questionOf(procedure, how.given);
    // Two meetings of one case each have their place: a step of the paper goes before others.
    const asked = told.steps.filter(({ given }) => how.given in given);
    const latest = asked.findLast(({ action }) => own.includes(action)) ?? asked.at(-1);
    return question === undefined ? '' : answerText(question, latest?.given[how.given], told.names);
  }
  const [names] = Object.values(how);
  const step = told.steps.findLast(({ action }) => names?.includes(action) === true);
  if (step === undefined) return '';
  if ('day' in how) return dayText(step.on);
  if ('by' in how) return step.actor_name ?? '';
  if ('opinion' in how) return opinionText(procedure, step, told.names);
  if ('entitled' in how) return step.votes === null ? '' : String(step.votes.eligible);
  if ('present' in how) return step.votes === null ? '' : String(step.votes.present);
  if ('figures' in how) return (told.figures.get(step.n) ?? []).join('；');
  if (step.judgement === null) return '';
  const { decision, version, result } = step.judgement;
  return `按“${decision}”（规则版本 ${version}）${dayText(step.on)}判断：${resultText(result)}`;
}

/**
 * The list of a meeting: everybody who was voted on with the case at the step that was last taken of these; before
 * it, those that wait for it, for whom a hand writes the votes.
 */
export function meetingRows(
  told: CaseTold,
  { with: steps }: ProcedurePaper,
  waiting: readonly CaseTold[],
): PaperRow[] {
  const step = told.steps.findLast(({ action, votes }) => votes !== null && steps.includes(action));
  if (step === undefined)
    return waiting.map(({ row, atMeeting }) => placeRow(atMeeting.get(row.id), row.title));
  return told.votes
    .filter(({ entry, action }) => entry === step.entry && action === step.action)
    .map((vote) => voteRow(told, step, vote.case, vote.votes));
}

function voteRow(
  told: CaseTold,
  step: StoredStep,
  id: string,
  votes: NonNullable<StoredStep['votes']>,
): PaperRow {
  return {
    ...placeRow(told.atMeeting.get(id), told.row.title),
    日期: dayText(step.on),
    会议: nameOf(told, step),
    应到: String(votes.eligible),
    实到: String(votes.present),
    同意: String(votes.for),
    反对: String(votes.against),
    弃权: String(votes.abstain),
    结果: voteResult(told.edition.procedure, step.action, votes),
  };
}

function placeRow(place: CaseAtMeeting | undefined, title: string): PaperRow {
  const members = place?.members ?? null;
  return {
    户主姓名: place?.title ?? title,
    组: place?.group ?? '',
    家庭人数: members === null ? '' : String(members),
  };
}

function judgedRow(
  told: CaseTold,
  step: StoredStep,
  { decision, version, result, why }: NonNullable<StoredStep['judgement']>,
): PaperRow {
  return {
    日期: dayText(step.on),
    事项: decision,
    结论: resultText(result),
    理由: why?.zh ?? '',
    规则版本: version,
    标准: (told.figures.get(step.n) ?? []).join('；'),
  };
}

function evidenceRows(told: CaseTold): PaperRow[] {
  const needs = Object.values(told.edition.procedure.actions).flatMap(({ evidence }) => evidence);
  return told.steps
    .flatMap((step) => step.evidence.map((one) => ({ step, ...one })))
    .map(({ step, need, id }, at) => {
      const file = told.evidence.get(id);
      return {
        序号: String(at + 1),
        日期: dayText(step.on),
        步骤: nameOf(told, step),
        材料: needs.find(({ key }) => key === need)?.zh ?? need,
        类型: file === undefined ? '' : (KINDS[file.kind as keyof typeof KINDS] ?? file.kind),
        校验码: file?.sha256.slice(0, 16) ?? '',
      };
    });
}

function nameOf({ edition }: CaseTold, { action }: StoredStep): string {
  return edition.procedure.actions[action]?.zh ?? action;
}

/** Both included. */
function daysFrom(from: string, until: string): number {
  let days = 0;
  for (let day = from; day <= until; day = addDays(day, 1)) days += 1;
  return days;
}
