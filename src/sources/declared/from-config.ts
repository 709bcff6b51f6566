import type { DeclaredJob } from '../../domain/declared-job.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import type { Declared } from './declared.ts';

/** The jobs that the configuration declares. The same job a second time is left out, with a warning. */
export function fromConfig(configured: readonly Omit<DeclaredJob, 'origin'>[]): Declared {
  const jobs = new Map<string, DeclaredJob>();
  const warnings: SafeText[] = [];
  for (const job of configured) {
    const name = job.target.by === 'path' ? `${job.target.host}:${job.target.path}` : job.target.metric;
    const earlier = jobs.get(name);
    if (earlier)
      warnings.push(say`${job.where}: ${name} is declared at ${earlier.where} already; this one is left out`);
    else jobs.set(name, { origin: 'config', ...job });
  }
  return { jobs: [...jobs.values()], warnings };
}
