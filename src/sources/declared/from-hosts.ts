import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { Files } from '../../ports/files.ts';
import { isoTime } from '../../text/iso-time.ts';
import type { Declared } from './declared.ts';
import { readHostMemory } from './host-memory.ts';

/** The jobs that hosts were seen to have: they tell what a guessed path is, and never that a job ought to exist. */
export async function fromHosts(file: string, files: Files): Promise<Declared> {
  const seen = await readHostMemory(file, files);
  const jobs = seen.map(
    ({ host, path, schedule, seenAt }): DeclaredJob => ({
      origin: 'host',
      where: `${host}, looked at ${isoTime(seenAt) ?? 'some time ago'}`,
      target: { by: 'path', host, path },
      maxAgeSeconds: null,
      schedule,
    }),
  );
  return { jobs, warnings: [] };
}
