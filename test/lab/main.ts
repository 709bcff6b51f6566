import { visible } from '../../src/text/safe-text.ts';
import { lackOf } from '../support/real-parts.ts';
import { type Lab, startLab } from './fleet.ts';
import { startPulse } from './pulse.ts';
import type { Situation } from './situation.ts';

/** npm hands on the Ctrl+C that the terminal has sent us already. */
const SAME_KEYPRESS_MS = 500;

const lack = lackOf('prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager');
if (lack !== null) {
  console.error(`the lab can't start: ${lack}`);
  process.exit(1);
}

let lab: Lab | null = null;
let askedToStopAt: number | null = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

console.log('starting the fleet …');
lab = await startLab();
await lab.ready;
const stopPulse = startPulse(lab);
process.once('exit', stopPulse);
console.log(welcome(lab));

function stop(): void {
  const now = Date.now();
  if (askedToStopAt !== null && now - askedToStopAt < SAME_KEYPRESS_MS) return;
  // Exit handlers kill and remove whatever is left.
  if (askedToStopAt !== null || lab === null) process.exit(130);
  askedToStopAt = now;
  console.log('\nstopping …');
  lab.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

function welcome({ prometheus, alertmanager, hosts, situations }: Lab): string {
  const width = Math.max(...situations.map((situation) => nameOf(situation).length));
  return [
    '',
    `Prometheus    ${prometheus.url}`,
    `Alertmanager  ${alertmanager.url}`,
    ...hosts.slice(0, 1).map((host) => `an exporter   http://${host.target}/metrics (and ${hosts.length - 1} more)`),
    '',
    'To be seen there:',
    ...situations.map(
      (situation) => `  ${nameOf(situation).padEnd(width)}  ${verdictOf(situation).padEnd(28)}  ${situation.title}`,
    ),
    '',
    `  bin/duptop.js -p ${prometheus.url}`,
    '',
    'Every 10 seconds a run ends somewhere. Ctrl+C stops it all.',
  ].join('\n');
}

function nameOf(situation: Situation): string {
  return visible(situation.kind === 'job' ? `${situation.host}:${situation.path}` : situation.host);
}

function verdictOf(situation: Situation): string {
  if (situation.kind === 'host') return `host: ${situation.expected.cause}`;
  const { status, cause } = situation.expected;
  return cause === null ? status : `${status} ${cause}`;
}
