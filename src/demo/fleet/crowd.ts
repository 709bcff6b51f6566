import type { Seconds } from '../../domain/time.ts';
import type { CastHost, CastJob } from './cast.ts';
import { randomAt, seedOf } from './random.ts';

const DAY: Seconds = 86_400;
const ROLES = [
  'db',
  'web',
  'files',
  'mail',
  'app',
  'cache',
  'git',
  'ci',
  'log',
  'ldap',
  'wiki',
  'proxy',
  'build',
  'k8s',
];
const PATHS = [
  '/etc',
  '/home',
  '/var/lib/postgresql',
  '/var/lib/mysql',
  '/var/www',
  '/var/vmail',
  '/var/lib/grafana',
  '/opt/app',
  '/srv/files',
  '/srv/git',
  '/srv/dumps',
  '/root',
  '/usr/local',
  '/var/lib/docker/volumes',
];
/** Hosts with the better wrapper, whose jobs have more series. */
const BETTER_SHARE = 1 / 8;

/** A host without a story; no two have the same name, nor that of one of the cast, whose numbers are below 10. */
export function crowdHost(number: number, seed: number): CastHost {
  const role = ROLES[number % ROLES.length] ?? 'host';
  const name = `${role}${10 + Math.floor(number / ROLES.length)}`;
  return { name, better: randomAt(seedOf(seed, name), 0) < BETTER_SHARE };
}

/** The `number`th job without a story on that host. */
export function crowdJob(host: string, number: number, seed: number): CastJob {
  const usual = PATHS[number];
  const path = usual ?? `/srv/projects/p${String(number).padStart(4, '0')}`;
  const own = seedOf(seed, `${host}:${path}`);
  const draw = (place: number) => randomAt(own, -1 - place);
  const job: CastJob = {
    host,
    path,
    lastStart: -Math.ceil(draw(0) * DAY),
    usual: Math.round(20 + draw(1) ** 3 * 5400),
    exitCode: draw(2) < 0.2 ? 1 : 0,
  };
  return { ...job, ...fortuneOf(draw(3), job) };
}

/** Of a hundred jobs about seven have something that needs a person. */
function fortuneOf(luck: number, { lastStart, usual = 0 }: CastJob): Partial<CastJob> {
  if (luck < 0.015) return { runs: { 0: { exitCode: 100 } } };
  if (luck < 0.018) return { runs: { 0: { exitCode: 3 } } };
  if (luck < 0.021) return { runs: { 0: { exitCode: 137 } } };
  if (luck < 0.026) return { neverRan: true };
  if (luck < 0.034) return { lastStart: lastStart - 2 * DAY, stopped: true };
  if (luck < 0.039) return { lastStart: Math.min(lastStart, -6 * 3600), runs: { 0: { seconds: 300 + usual * 4 } } };
  if (luck < 0.06) return { runs: { 0: { exitCode: 2 } } };
  return {};
}
