import type { Cause } from '../../../domain/cause.ts';
import type { Job } from '../../../domain/job.ts';
import { isProblem } from '../../../domain/status.ts';
import { jobsInWords } from '../../../present/hosts/host-columns.ts';
import type { HostRow } from '../../../present/hosts/host-row.ts';
import { agoText } from '../../../present/show/ago.ts';
import { causeLines } from '../../../present/show/cause-lines.ts';
import type { ShowContext } from '../../../present/show/section.ts';
import { statusTone, statusWord } from '../../../present/status-word.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { longDuration } from '../../../text/duration.ts';
import { pad } from '../../../text/fit.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { cutLine } from '../../line-fit.ts';
import { contextOf, type Model } from '../../model.ts';
import { detailLines } from '../fleet/detail-lines.ts';

/** As wide as the widest word of a status. */
const STATUS_WIDTH = 11;

/** What there is to say of a host in so many rows: its whole name, what is wrong with it, what to do, and then those of its jobs that are not fine. */
export function hostDetails(
  row: HostRow,
  model: Model,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly Line[] {
  const context: ShowContext = { ...contextOf(model), width: columns };
  const { cause } = row.host;
  const why = cause === null ? [] : fittingCause(cause, rows - 1, context);
  // Where not even the sentence and the next step have room, they are shortened as under the table of jobs.
  if (cause !== null && why.length > rows - 1) {
    return detailLines({ kind: 'host', host: { ...row.host, cause } }, undefined, model, { columns, rows });
  }
  const own = [nameLine(row), ...why, exporterLine(row, context)];
  const lines = [...own, ...jobLines(row, rows - own.length, context)];
  return lines.slice(0, rows).map((line) => cutLine(line, columns, context.ascii));
}

function nameLine(row: HostRow): Line {
  const { host, jobs } = row;
  const words = jobs.length === 0 ? say`no job is known` : say`jobs: ${jobsInWords(row)}`;
  return [
    segment(visible(host.host), 'strong'),
    segment(host.instance === null ? say`` : say`  ${host.instance}`, 'muted'),
    segment(say`  ${words}`, jobs[0] === undefined ? 'muted' : statusTone(jobs[0].status)),
  ];
}

/** As much of the evidence as there is room for between the sentence and the next step. */
function fittingCause(cause: Cause, rows: number, context: ShowContext): readonly Line[] {
  for (let count = cause.evidence.length; count > 0; count--) {
    const lines = causeLines({ ...cause, evidence: cause.evidence.slice(0, count) }, statusTone('host'), context);
    if (lines.length <= rows) return lines;
  }
  return causeLines({ ...cause, evidence: [] }, statusTone('host'), context);
}

function exporterLine({ host }: HostRow, { now }: ShowContext): Line {
  const { exporter, lastScrapeAt, scrapeIntervalSeconds } = host;
  const state = exporter.up === null ? 'is not known' : exporter.up ? 'is up' : 'is down';
  const scraped = lastScrapeAt === null ? '' : `, scraped ${agoText(lastScrapeAt, now)}`;
  const every = scrapeIntervalSeconds === null ? '' : `, every ${longDuration(scrapeIntervalSeconds)}`;
  const error = exporter.error === null ? '' : `: ${exporter.error}`;
  return [
    segment(say`  exporter ${exporter.url === null ? '' : `${exporter.url} `}${state}${error}${scraped}${every}`),
  ];
}

function jobLines({ jobs }: HostRow, rows: number, context: ShowContext): readonly Line[] {
  const problems = jobs.filter(({ status }) => isProblem(status));
  if (rows <= 0 || problems.length === 0) return [];
  if (problems.length <= rows) return problems.map((job) => jobLine(job, context));
  const shown = problems.slice(0, rows - 1);
  const more = problems.length - shown.length;
  return [
    ...shown.map((job) => jobLine(job, context)),
    [segment(say`  ${more} more of its jobs are not fine`, 'muted')],
  ];
}

function jobLine({ status, path, cause }: Job, { ascii }: ShowContext): Line {
  const { text, tone } = statusWord(status, ascii);
  return [
    segment(say`  ${pad(text, STATUS_WIDTH, 'left')}`, tone),
    segment(visible(path)),
    segment(cause === null ? say`` : say`  ${cause.code}: ${cause.message}`, 'muted'),
  ];
}
