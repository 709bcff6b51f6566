import { moment } from '../../text/moment.ts';
import { say } from '../../text/safe-text.ts';
import {
  CLASSIC_SUFFIXES,
  type ClassicField,
  classicName,
  LABELLED_PREFIX,
  type Metric,
  parseClassicName,
} from '../metric.ts';
import { attempts, exitCode, flag, moment as momentReader, type Reader, seconds } from '../sample-value.ts';
import type { EpochMs } from '../time.ts';
import type { TextfileFinding } from './finding.ts';
import { ofFile, ofSample, type Told } from './make-finding.ts';
import type { ReadFamily, Sample } from './read/family.ts';
import { formatGoNumber } from './read/go-number.ts';

type Readers = Readonly<Record<string, Reader<unknown>>>;
const CLASSIC: Readonly<Record<ClassicField, Reader<unknown>>> = { start: momentReader, seconds, exitCode };
const LABELLED: Readers = {
  last_start_timestamp_seconds: momentReader,
  last_completion_timestamp_seconds: momentReader,
  last_success_timestamp_seconds: momentReader,
  last_duration_seconds: seconds,
  last_exit_code: exitCode,
  last_attempts: attempts,
  running: flag,
};
/** Clocks of the host and of whoever looks may differ by as much. */
const CLOCK_TOLERANCE_MS = 60_000;
/** Unix seconds of the year 5138, and milliseconds of 1973. */
const FIRST_MILLISECONDS = 1e11;
const FIELDS = Object.keys(CLASSIC_SUFFIXES) as readonly ClassicField[];

/** What is wrong with the jobs of a file that node_exporter takes; `now` is what moments are compared with. */
export function jobWarnings(families: readonly ReadFamily[], now: EpochMs): readonly TextfileFinding[] {
  const classic = new Map<Metric, Map<ClassicField, Sample>>();
  const warnings: TextfileFinding[] = [];
  for (const { name, metrics } of families) {
    const samples = metrics.flatMap((metric) => metric.samples);
    const job = parseClassicName(name);
    const reader = job === null ? labelledReader(name) : CLASSIC[job.field];
    if (reader !== null) warnings.push(...samples.flatMap((sample) => valueWarning(sample, reader, now) ?? []));
    if (job === null) continue;
    const fields = classic.get(job.metric) ?? new Map<ClassicField, Sample>();
    classic.set(job.metric, fields);
    for (const sample of samples) {
      if (sample.labels.length > 0) warnings.push(labelsWarning(sample));
      else fields.set(job.field, sample);
    }
  }
  for (const [metric, fields] of classic) warnings.push(...incomplete(metric, fields));
  return warnings;
}

function labelledReader(name: string): Reader<unknown> | null {
  return name.startsWith(LABELLED_PREFIX) ? (LABELLED[name.slice(LABELLED_PREFIX.length)] ?? null) : null;
}

function valueWarning(sample: Sample, reader: Reader<unknown>, now: EpochMs): TextfileFinding | null {
  const { value } = sample;
  const isMoment = reader === momentReader;
  if (isMoment && value >= FIRST_MILLISECONDS && momentReader.read(value / 1000) !== null) {
    return warning(sample, {
      code: 'start-in-milliseconds',
      message: say`${formatGoNumber(value)} is a time in milliseconds`,
      fix: say`write Unix seconds: date +%s`,
    });
  }
  if (reader.read(value) === null) {
    return warning(sample, {
      code: 'odd-value',
      message: say`${formatGoNumber(value)} is ${reader.refusal}: duptop takes it for not known`,
      fix: say`write a number that is true, or leave the line out`,
    });
  }
  if (!isMoment || value * 1000 <= now + CLOCK_TOLERANCE_MS) return null;
  return warning(sample, {
    code: 'start-in-future',
    message: say`${moment(value * 1000)} is in the future; it is ${moment(now)} here`,
    fix: say`set the clock of the host: timedatectl`,
  });
}

function labelsWarning(sample: Sample): TextfileFinding {
  return warning(sample, {
    code: 'classic-labels',
    message: say`labels on ${sample.name}, which the wrapper never writes: duptop does not read the series`,
    fix: say`write it without labels`,
  });
}

function incomplete(metric: Metric, fields: ReadonlyMap<ClassicField, Sample>): readonly TextfileFinding[] {
  const [sample] = fields.values();
  const missing = FIELDS.filter((field) => !fields.has(field)).map((field) => classicName(metric, field));
  if (sample === undefined || missing.length === 0) return [];
  const told = ofFile({
    kind: 'warning',
    code: 'incomplete-job',
    message: say`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not in this file`,
    fix: say`have the wrapper write all three series of a job in one file`,
  });
  return [{ ...told, line: sample.line }];
}

function warning(sample: Sample, told: Omit<Told, 'kind'>): TextfileFinding {
  return ofSample(sample, { kind: 'warning', ...told });
}
