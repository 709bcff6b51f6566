import type { AlertRule } from '../../domain/rule.ts';
import type { Declared } from './declared.ts';

const SOURCE_KIND = /^prometheus:/;

/** The jobs that loaded rules say must exist: each `absent(duplicati_…)`. A rule that only reads a job's series declares nothing. */
export function fromRules(rules: readonly AlertRule[]): Declared {
  const jobs = rules.flatMap(({ name, source, absentMetrics, maxAgeSeconds }) => {
    const where = `rule ${name} (prometheus ${source.replace(SOURCE_KIND, '')})`;
    return absentMetrics.map((metric) => {
      const target = { by: 'metric', metric } as const;
      return { origin: 'rule', where, target, maxAgeSeconds, schedule: null } as const;
    });
  });
  return { jobs, warnings: [] };
}
