import type { DeclaredJob } from '../domain/declared-job.ts';
import { munge } from '../domain/metric-name.ts';
import type { Target } from '../domain/target.ts';

/** node_exporter's port by convention. */
const NODE_EXPORTER_PORT = /:9100(?:\/|$)/;

/**
 * Whether a target from which nothing was ever read is to be taken as a backup host: it is named by a declared job, or it does not answer
 * at node_exporter's own port. Other targets that answer are known by what they serve.
 */
export function backupHostsAmong(declared: readonly DeclaredJob[]): (target: Target) => boolean {
  const names = declaredNames(declared);
  return ({ health, scrapeJob, instance, scrapeUrl }) => {
    if (health !== 'up' && NODE_EXPORTER_PORT.test(scrapeUrl)) return true;
    return [scrapeJob, munge(scrapeJob), instance.replace(/:\d+$/, '')].some((name) => names.has(name.toLowerCase()));
  };
}

/** Every name that a declared job's host may have: given, or whatever a metric begins with before a `__`. */
function declaredNames(declared: readonly DeclaredJob[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { target } of declared) {
    if (target.by === 'path') {
      names.add(target.host.toLowerCase());
      continue;
    }
    for (let end = target.metric.indexOf('__', 1); end > 0; end = target.metric.indexOf('__', end + 1)) {
      names.add(target.metric.slice(0, end).toLowerCase());
    }
  }
  return names;
}
