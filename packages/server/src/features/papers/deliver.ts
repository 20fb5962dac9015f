import { createHash } from 'node:crypto';
import { dayInChina, type PaperModel, type RegionCode } from '@mingbai/core';
import type { PaperEdition } from '@mingbai/policy';
import type { Evidence } from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import type { FileReply } from '../../frame/implement.ts';
import { MEDIA_TYPES, type PaperFormat, renderPaper } from './render.ts';
import type { PaperSubject } from './subject.ts';

export interface Delivery {
  readonly edition: PaperEdition;
  readonly model: PaperModel;
  readonly format: PaperFormat;
  readonly region: RegionCode;
  /** `household:7`. */
  readonly key: string;
  /** Of the file, without day and ending. */
  readonly name: string;
  /** Fields of the dictionary whose values are told in full. */
  readonly full: readonly string[];
  readonly reason?: string | undefined;
  /** Files whose pictures it shows. */
  readonly evidence?: readonly Evidence[];
}

/** A paper with what it says, about whom, and the files it shows. */
export interface ComposedPaper {
  readonly edition: PaperEdition;
  readonly subject: PaperSubject;
  readonly evidence: readonly Evidence[];
  readonly model: PaperModel;
}

type Journaling = Pick<Call<undefined, undefined, undefined>, 'command'>;

/** Delivers a paper about somebody, named after it and them. */
export function deliverComposed(
  call: Journaling,
  { edition, subject, evidence, model }: ComposedPaper,
  { format, reason }: Pick<Delivery, 'format' | 'reason'>,
): Promise<FileReply> {
  const { region, key, name, numbers } = subject;
  return deliver(call, {
    edition,
    evidence,
    model,
    format,
    region,
    key,
    name: `${model.title}-${name}`,
    full: [...numbers.told].sort(),
    reason,
  });
}

/** Sets the paper and journals it, before a byte of it leaves. */
export async function deliver(call: Journaling, delivery: Delivery): Promise<FileReply> {
  const { edition, model, format, region, key, reason } = delivery;
  const made = await renderPaper(model, format);
  const command = { name: 'paper.print', region, subject: key, ...(reason === undefined ? {} : { reason }) };
  await call.command(command, async () => ({
    result: undefined,
    ...(delivery.evidence === undefined || delivery.evidence.length === 0
      ? {}
      : { evidence: delivery.evidence }),
    changes: {
      paper: edition.template.id,
      edition: { file: edition.file, from: edition.from, region: edition.region },
      format,
      ...(made.pages === null ? {} : { pages: made.pages }),
      bytes: made.bytes.length,
      sha256: createHash('sha256').update(made.bytes).digest('hex'),
      full: [...delivery.full],
      ...(made.missing.length === 0 ? {} : { missing: [...made.missing] }),
    },
  }));
  return {
    name: `${delivery.name}-${dayInChina(Date.now())}.${format}`,
    content: made.bytes,
    mediaType: MEDIA_TYPES[format],
  };
}
