import { LOCALE_VARIABLES } from '../../config/locale.ts';
import { hostsFor } from '../../demo/fleet/build-fleet.ts';
import { openDemoHosts } from '../../demo/hosts/demo-hosts.ts';
import { type Demo, type DemoOptions, startDemo } from '../../demo/start-demo.ts';
import { FileError } from '../../ports/files.ts';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import { filterOf } from '../filter.ts';
import { intervalMs } from '../interval.ts';
import type { Shell } from '../shell.ts';
import { showFleet } from './live.ts';
import type { LiveFlags } from './live-run.ts';

export interface DemoFlags extends LiveFlags {
  readonly jobs: string;
  readonly hosts?: string;
  readonly seed: string;
  readonly headless?: boolean;
}

/** What of the environment is about how things look, and not about whom to ask. */
const LOOKS = ['NO_COLOR', 'INK_SCREEN_READER', ...LOCALE_VARIABLES];
const MOST_JOBS = 100_000;
const MOST_HOSTS = 2000;
const MOST_SEED = 2 ** 32 - 1;

/** Shows a simulated fleet that is there for as long as that takes. @throws Failure before anything is started */
export async function runDemo(words: readonly string[], flags: DemoFlags, shell: Shell): Promise<void> {
  filterOf(words);
  intervalMs(flags.interval);
  refuseOtherSources(flags);
  const options = optionsOf(flags);
  const demo = await startDemo(options, shell);
  try {
    if (flags.headless) await announce(demo, shell);
    else await showFleet(words, { ...flags, prometheus: [demo.prometheusUrl] }, secluded(shell, demo));
  } finally {
    await demo.stop();
  }
}

/** Prints who can be asked, a line each, and waits for the signal. */
async function announce({ prometheusUrl, alertmanagerUrl, exporters }: Demo, { stdout, signal }: Shell): Promise<void> {
  const lines = [
    `prometheus ${prometheusUrl}`,
    `alertmanager ${alertmanagerUrl}`,
    ...exporters.map(({ host, url }) => `exporter ${url} ${host}`),
  ];
  await stdout.write(`${lines.join('\n')}\n`);
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** A shell without the configuration, the cache, the records and the hosts of the person who looks. */
function secluded(shell: Shell, { hosts }: Demo): Shell {
  const looks = LOOKS.map((name) => [name, shell.environment[name]]);
  return {
    ...shell,
    environment: Object.fromEntries(looks),
    homeFolder: null,
    files: NO_FILES,
    openHosts: async () => openDemoHosts(hosts, await shell.demoHostParts()),
    audit: { write: async () => {} },
  };
}

const missing = async (path: string): Promise<never> => {
  throw new FileError('missing', path, 'the demo has no files');
};
const NO_FILES: Shell['files'] = {
  readText: missing,
  readBytes: missing,
  mode: missing,
  list: async () => null,
  kind: async () => 'missing',
};

function refuseOtherSources({ prometheus, exporter, header, config, httpConfig }: DemoFlags): void {
  const given = { '--prometheus': prometheus[0], '--exporter': exporter[0], '--header': header[0] };
  const named = Object.entries({ ...given, '--config': config, '--http-config': httpConfig });
  for (const [flag, value] of named) {
    if (value !== undefined) throw wrongUse(say`${flag} does not go with demo: it asks nobody but its own fleet`);
  }
}

function optionsOf(flags: DemoFlags): DemoOptions {
  const jobs = wholeNumber('--jobs', flags.jobs, 0, MOST_JOBS);
  return {
    jobs,
    hosts: flags.hosts === undefined ? hostsFor(jobs) : wholeNumber('--hosts', flags.hosts, 1, MOST_HOSTS),
    seed: wholeNumber('--seed', flags.seed, 0, MOST_SEED),
  };
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw wrongUse(say`${flag}: must be a whole number from ${least} to ${most}, not ${text}`);
}
