import type { EpochMs } from '../../domain/time.ts';
import type { FileWriter } from '../../ports/file-writer.ts';
import { FileError, type Files } from '../../ports/files.ts';

/** A job that a host was seen to have. */
export interface SeenJob {
  readonly host: string;
  /** Exact. */
  readonly path: string;
  /** Five-field cron expression, where the host's crontab has one. */
  readonly schedule: string | null;
  readonly seenAt: EpochMs;
}

const VERSION = 1;
const MAX_BYTES = 4 * 1024 * 1024;
const MOST_JOBS = 10_000;
const LONGEST_HOST = 255;
const LONGEST_PATH = 4096;
const LONGEST_SCHEDULE = 200;
/** The user's alone: paths are nobody else's business. */
const MODE = 0o600;
/** A job that is seen again is written down again, but not at each look. */
const FRESH_MS = 86_400_000;

/** What was kept; a file that is missing, damaged or of another version is as good as none. */
export async function readHostMemory(file: string, files: Files): Promise<readonly SeenJob[]> {
  try {
    return decodeMemory(await files.readText(file, MAX_BYTES));
  } catch (error) {
    if (error instanceof FileError || error instanceof SyntaxError) return [];
    throw error;
  }
}

/**
 * Keeps what a host showed of its jobs: exact paths, and schedules where they are known. Nothing else of a host is kept, and nothing that
 * is a secret. The newest are kept where there are too many. @throws FileError where it can't be written
 */
export async function rememberPaths(
  file: string,
  seen: readonly SeenJob[],
  ports: { readonly files: Files; readonly fileWriter: FileWriter },
): Promise<void> {
  const known = await readHostMemory(file, ports.files);
  const merged = mergeSeen(known, seen);
  if (merged === known) return;
  await ports.fileWriter.write(file, encodeMemory(merged), MODE);
}

/** The same array where nothing that is worth writing has come. */
function mergeSeen(known: readonly SeenJob[], seen: readonly SeenJob[]): readonly SeenJob[] {
  const jobs = new Map(known.map((job) => [keyOf(job), job]));
  let isNew = false;
  for (const job of seen) {
    if (!isSensible(job)) continue;
    const before = jobs.get(keyOf(job));
    const schedule = job.schedule ?? before?.schedule ?? null;
    if (before !== undefined && before.schedule === schedule && job.seenAt - before.seenAt < FRESH_MS) continue;
    jobs.set(keyOf(job), { ...job, schedule });
    isNew = true;
  }
  if (!isNew) return known;
  return [...jobs.values()].sort((one, other) => other.seenAt - one.seenAt).slice(0, MOST_JOBS);
}

function encodeMemory(jobs: readonly SeenJob[]): string {
  return `${JSON.stringify({ version: VERSION, jobs })}\n`;
}

/** @throws SyntaxError for text that is no JSON */
function decodeMemory(text: string): readonly SeenJob[] {
  const memory = JSON.parse(text) as { readonly version?: unknown; readonly jobs?: unknown } | null;
  if (memory?.version !== VERSION || !Array.isArray(memory.jobs)) return [];
  return (memory.jobs as readonly unknown[]).filter(isSensible).slice(0, MOST_JOBS);
}

function isSensible(job: unknown): job is SeenJob {
  if (typeof job !== 'object' || job === null) return false;
  const { host, path, schedule, seenAt } = job as { readonly [Field in keyof SeenJob]?: unknown };
  return (
    isText(host, LONGEST_HOST) &&
    isText(path, LONGEST_PATH) &&
    path.startsWith('/') &&
    (schedule === null || isText(schedule, LONGEST_SCHEDULE)) &&
    Number.isFinite(seenAt)
  );
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

function keyOf({ host, path }: SeenJob): string {
  return `${host}\0${path}`;
}
