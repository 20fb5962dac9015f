import { paperNames, type PaperSubject } from '@mingbai/core';
import type { PaperJob as PaperJobView, PaperKind, RegionRef } from '@mingbai/core/api';
import type { PaperEdition } from '@mingbai/policy';
import type { PaperJob } from '@mingbai/store';

export function kindView({ template, region, from, source }: PaperEdition): PaperKind {
  return {
    id: template.id,
    name: { zh: template.zh.replace(/\{\{.*?\}\}/g, ''), en: template.en },
    subject: template.subject,
    formats: [...template.formats],
    size: template.size,
    sizes: [...template.sizes],
    full: template.full.map((zh) => ({ zh, en: englishOf(zh, template.subject) })),
    public: template.public,
    isFile: template.parts.length > 0,
    facts: Object.entries(template.facts).map(([name, { en, kind, columns }]) => ({
      name,
      en,
      kind,
      columns: Object.keys(columns ?? {}),
    })),
    source: { ...source },
    region,
    from,
  };
}

/** The dictionary's English for the name of a number. */
function englishOf(zh: string, subject: PaperSubject): string {
  const names = paperNames(subject);
  const inLists = [...names.values()].map(({ columns }) => columns?.get(zh));
  return names.get(zh)?.en ?? inLists.find((name) => name !== undefined)?.en ?? zh;
}

export function jobView(job: PaperJob, region: RegionRef): PaperJobView {
  const kept = job.stored_as !== null && job.expires_at !== null && job.expires_at.getTime() > Date.now();
  return {
    id: job.id,
    region,
    paper: job.paper,
    cases: job.cases?.length ?? null,
    format: job.format,
    size: job.size,
    state: job.state,
    createdAt: job.created_at.toISOString(),
    createdBy: job.creator_name,
    startedAt: job.started_at?.toISOString() ?? null,
    endedAt: job.ended_at?.toISOString() ?? null,
    progress: { ...job.progress },
    file: job.file,
    bytes: job.bytes,
    pages: job.pages,
    missing: [...job.missing],
    expiresAt: kept ? (job.expires_at?.toISOString() ?? null) : null,
    problem: job.problem,
    entry: job.entry,
  };
}
