import { betterMetric } from '../../../../src/domain/metric-name.ts';
import type { Seconds } from '../../../../src/domain/time.ts';
import type { WatchedJob } from '../../../../src/hostkit/rules/watched-job.ts';

/** A job that is known by host and path. */
export function watched(host: string, path: string, maxAgeSeconds: Seconds = 86_400): WatchedJob {
  return { metric: betterMetric(host, path), name: `${host}:${path}`, target: { host, path }, maxAgeSeconds };
}

/** Paths that try to get out of whatever text they are put in: names, quotes, templates, YAML, the terminal. */
export const HOSTILE_PATHS = [
  '/srv/my-data',
  '/srv/2-4',
  '/srv/a b',
  '/srv/a:b',
  `/srv/"quoted" and 'so'`,
  '/srv/back\\slash',
  '/srv/{{ $labels.host }}',
  '/srv/{{{',
  '/srv/ends in {',
  '/srv/}} {{ end }}',
  '/srv/`tick`',
  '/srv/$(reboot)',
  '/srv/%s %q %',
  '/srv/new\nline',
  '/srv/tab\tand\rreturn',
  '/srv/esc\x1b[31m',
  '/srv/del\x7f c1\x9b',
  '/srv/bidi\u202eend',
  '/srv/zero\u200bwidth\ufeff',
  '/srv/line\u2028break',
  '/srv/schön/日本/😀',
  '/srv/lone\ud800half',
  '/srv/: # not a comment',
  '/srv/#',
  '/',
];
