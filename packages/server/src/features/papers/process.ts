import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { COUNTRY, dayInChina, type PaperFacts, type PaperPart, type PaperTemplate } from '@mingbai/core';
import { paperPdf, type PaperSource } from '@mingbai/exchange';
import type { PaperEdition, PaperLibrary } from '@mingbai/policy';
import {
  type Actor,
  type Database,
  type Evidence,
  findArea,
  findPaperJob,
  findVillage,
  finishPaperJob,
  openBlobs,
  type PaperJob,
  runCommand,
  updatePaperJob,
  type Vault,
} from '@mingbai/store';
import { caseSource } from './case-job.ts';
import { paperOf, partsOf } from './compose.ts';
import { factsOfCases } from './household-cases.ts';
import { paperLibrary } from './library.ts';
import { renderPaper, type Rendered } from './render.ts';
import { mayTell } from './numbers.ts';
import { type Pictures, picturesOf } from './signed.ts';
import { householdSubject, type PaperAsk, villageSubject } from './subject.ts';

export interface PaperContext {
  readonly database: Database;
  readonly vault: Vault;
  /** Where files lie, encrypted. */
  readonly folder: string;
}

export function paperPath(folder: string, storedAs: string): string {
  return join(folder, 'papers', storedAs);
}

/** Somebody asked to stop. */
class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

const FAILED = {
  zh: '打印时发生内部错误，没有生成文件，可重新打印',
  en: 'Internal error: nothing was printed, try again',
};
/** Households between two looks whether somebody wants to stop. */
const BEAT = 5;

/** Takes a job from its beginning to its end. May be called again after a crash: its file is then written anew. */
export async function processPaperJob(context: PaperContext, id: string): Promise<void> {
  const { database } = context;
  const job = await database.read({ region: COUNTRY, user: '' }, (tx) => findPaperJob(tx, id));
  if (job === undefined || (job.state !== 'queued' && job.state !== 'running')) return;
  const work = new PaperWork(context, job);
  try {
    await work.run();
  } catch (error) {
    await rm(work.path, { force: true });
    if (error instanceof Cancelled) return work.set({ state: 'cancelled' });
    await work.set({ state: 'failed', problem: FAILED });
    throw error;
  }
}

class PaperWork {
  readonly path: string;
  private readonly today = dayInChina(Date.now());
  private readonly scope: { region: PaperJob['region']; user: string };
  private readonly told = new Set<string>();
  private readonly pictures: Pictures;
  private readonly shown = new Map<string, Evidence>();
  private count = 0;

  constructor(
    private readonly context: PaperContext,
    private readonly job: PaperJob,
  ) {
    this.path = paperPath(context.folder, `paper-${job.id}.sealed`);
    this.scope = { region: job.region, user: job.created_by };
    this.pictures = picturesOf({ blobs: openBlobs(context.folder), vault: context.vault });
  }

  async run(): Promise<void> {
    const { context, job } = this;
    await this.set({ state: 'running', problem: null });
    const library = await paperLibrary();
    const { source, name, editions } = await this.madeOf(library);
    const made = await this.render(source);
    await this.beat();
    await mkdir(join(context.folder, 'papers'), { recursive: true, mode: 0o700 });
    await context.vault.files.encrypt(once(made.bytes), this.path);
    const digest = createHash('sha256').update(made.bytes).digest();
    const actor: Actor = { id: job.created_by, role: job.actor_role, region: job.region };
    const subject = job.cases === null ? `village:${job.region}` : `paper-job:${job.id}`;
    const command = { name: 'paper.print', region: job.region, subject };
    await runCommand(context.database, actor, command, async (tx) => {
      const file = `${name}-${this.today}.${job.format}`;
      const { bytes, pages, missing } = made;
      await finishPaperJob(tx, job.id, {
        file,
        storedAs: `paper-${job.id}.sealed`,
        bytes: bytes.length,
        pages,
        digest,
        missing,
      });
      return {
        result: undefined,
        ...(this.shown.size === 0 ? {} : { evidence: [...this.shown.values()] }),
        changes: {
          paper: job.paper,
          ...editionsSaid(editions),
          format: job.format,
          job: job.id,
          ...(job.cases === null
            ? { households: this.count }
            : { cases: job.cases.slice(0, SAID), count: job.cases.length }),
          ...(pages === null ? {} : { pages }),
          bytes: bytes.length,
          sha256: digest.toString('hex'),
          full: [...this.told].sort(),
          ...(missing.length === 0 ? {} : { missing: [...missing] }),
        },
      };
    });
  }

  set(patch: Parameters<typeof updatePaperJob>[2]): Promise<void> {
    return this.context.database.keep(this.scope, (tx) => updatePaperJob(tx, this.job.id, patch));
  }

  private async render(source: PaperSource): Promise<Rendered> {
    if (this.job.format === 'pdf') return paperPdf(source);
    const parts: PaperPart[] = [];
    for await (const part of source.parts) parts.push(part);
    return renderPaper({ ...source, parts }, this.job.format);
  }

  private async madeOf(
    library: PaperLibrary,
  ): Promise<{ source: PaperSource; name: string; editions: readonly PaperEdition[] }> {
    const { job, today } = this;
    if (job.cases === null) {
      const edition = paperOf(library, job.paper, job.region, today);
      return { ...(await this.sourceOf(library, edition)), editions: [edition] };
    }
    return caseSource(job, job.cases, job.keys ?? [], {
      library,
      today,
      read: (look) => this.context.database.read(this.scope, look),
      ask: (templates) => this.ask(templates),
      pictures: this.pictures,
      show: (shown) => this.show(shown),
      note: (told) => this.note(told),
      beat: (progress) => this.beat(progress),
    });
  }

  private async sourceOf(
    library: PaperLibrary,
    edition: PaperEdition,
  ): Promise<{ source: PaperSource; name: string }> {
    const { job } = this;
    const { template } = edition;
    const village = await this.context.database.read(this.scope, (tx) =>
      findVillage(tx, this.ask([]).area, job.region, undefined),
    );
    const ids = village.households.map(({ id }) => id);
    const own = (id: string): PaperTemplate => paperOf(library, id, job.region, this.today).template;
    if (template.subject === 'household') {
      const templates =
        template.parts.length === 0 ? [template] : template.parts.map((id) => own(String(id)));
      const name = `${template.zh.replace(/\{\{.*?\}\}/g, '')}-${await this.villageName()}`;
      const parts = this.householdParts(ids, templates, [template, ...templates]);
      return { source: { title: name, contents: true, parts }, name };
    }
    const subject = await this.context.database.read(this.scope, (tx) =>
      villageSubject(
        tx,
        this.ask([template]),
        job.region,
        template.parts.length === 0
          ? [template]
          : template.parts.flatMap((part) => (typeof part === 'string' ? [own(part)] : [])),
      ),
    );
    this.note(subject.numbers.told);
    const [named] = partsOf([{ ...template, public: false }], subject.facts, undefined);
    const title = named?.title ?? template.en;
    const parts = this.villageParts(library, template, subject.facts, ids);
    return { source: { title, contents: template.parts.length > 0, parts }, name: title };
  }

  private async *villageParts(
    library: PaperLibrary,
    template: PaperTemplate,
    facts: PaperFacts,
    ids: readonly string[],
  ): AsyncGenerator<PaperPart> {
    const own = (id: string): PaperTemplate => paperOf(library, id, this.job.region, this.today).template;
    if (template.parts.length === 0) yield* partsOf([template], facts, this.job.size);
    for (const part of template.parts) {
      if (typeof part === 'string') yield* partsOf([own(part)], facts, undefined);
      else yield* this.householdParts(ids, part.papers.map(own), part.papers.map(own));
    }
  }

  /** Each household's papers, made as they are set. */
  private async *householdParts(
    ids: readonly string[],
    templates: readonly PaperTemplate[],
    telling: readonly PaperTemplate[],
  ): AsyncGenerator<PaperPart> {
    const ask = this.ask(telling);
    for (const [done, id] of ids.entries()) {
      if (done % BEAT === 0) await this.beat({ done, total: ids.length });
      const found = await this.context.database.read(this.scope, async (tx) => {
        const subject = await householdSubject(tx, ask, id);
        if (subject === undefined) return undefined;
        const { pictures } = this;
        const cases = await factsOfCases(tx, { ...ask, pictures }, id, subject.facts, templates);
        return { subject, cases };
      });
      if (found === undefined) continue;
      const { subject, cases } = found;
      this.count += 1;
      this.show(cases.shown);
      const [first, ...others] = partsOf(templates, subject.facts, undefined, 2, cases.facts);
      if (first === undefined) continue;
      this.note(subject.numbers.told);
      if (others.length === 0) yield { ...first, title: subject.name, level: 1 };
      else yield* [{ ...first, title: subject.name, level: 1, blocks: [] }, first, ...others];
    }
    await this.beat({ done: ids.length, total: ids.length });
  }

  private ask(templates: readonly PaperTemplate[]): PaperAsk {
    const { region, actor_role: role } = this.job;
    const area = findArea(region, undefined);
    if (area === undefined) throw new RangeError(region);
    const tells = mayTell(role) ? templates.flatMap((template) => template.tells) : [];
    return { area, vault: this.context.vault, full: new Set(tells), today: this.today };
  }

  private note(told: ReadonlySet<string>): void {
    for (const name of told) this.told.add(name);
  }

  private show(shown: readonly Evidence[]): void {
    for (const file of shown) this.shown.set(file.name, file);
  }

  private async villageName(): Promise<string> {
    const { job } = this;
    const subject = await this.context.database.read(this.scope, (tx) =>
      villageSubject(tx, this.ask([]), job.region, []),
    );
    return subject.name;
  }

  private async beat(progress?: PaperJob['progress']): Promise<void> {
    if (progress !== undefined) await this.set({ progress });
    const now = await this.context.database.read(this.scope, (tx) => findPaperJob(tx, this.job.id));
    if (now?.cancel_asked === true) throw new Cancelled();
  }
}

/** Cases named in the entry one by one. */
const SAID = 50;

/** Which text of which paper. */
function editionsSaid(editions: readonly PaperEdition[]) {
  const said = editions.map(({ template, file, from, region }) => ({
    paper: template.id,
    file,
    from,
    region,
  }));
  const [only, ...others] = said;
  if (only === undefined || others.length > 0) return { editions: said };
  const { file, from, region } = only;
  return { edition: { file, from, region } };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
