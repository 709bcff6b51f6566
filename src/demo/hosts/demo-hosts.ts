import type { ActivityLog } from '../../ports/activity-log.ts';
import type { Files } from '../../ports/files.ts';
import type { PrivateFolder } from '../../ports/private-folder.ts';
import { ProcessError, type Processes } from '../../ports/processes.ts';
import type { HostShell, Hosts } from '../../remote/host-shell.ts';
import { limitOf } from '../../remote/limit.ts';
import { createLocalShell, type LocalParts } from '../../remote/local-shell.ts';
import { createLoggedShell } from '../../remote/logged-shell.ts';
import { processOutput } from '../../remote/process-output.ts';
import { RemoteError } from '../../remote/remote-error.ts';
import { say, visible } from '../../text/safe-text.ts';
import { outageAt } from '../fleet/simulated-host.ts';
import type { ScrapedHost } from '../scrape/scraped-host.ts';
import type { DemoPrograms } from './commands.ts';
import { type HostFolder, searchPath } from './host-folder.ts';
import { ReachedHost } from './reached-host.ts';
import { stagingOrder } from './staging-order.ts';
import { whatIsMissing } from './what-is-missing.ts';

/** What the hosts of a demo are made of. */
export interface DemoHostParts extends Omit<LocalParts, 'personsShell'> {
  readonly activity: ActivityLog;
  readonly files: Files;
  readonly programs: DemoPrograms;
  /** The better wrapper. */
  readonly wrapper: string;
  readonly makeSandbox: () => PrivateFolder;
}

const KEEP_UP_MS = 500;
const LONGEST_WRAPPER = 1024 * 1024;
const STAGING_MS = 30_000;
const STAGING_BYTES = 64 * 1024;
/** Prints the name of the host and the folder of it that one is in, and takes the host for the whole machine. */
const LOGIN = `cd "$1" && shift && exec env "$@" bash --norc --noprofile -i`;
const PROMPT = `\${DUPTOP_HOST_NAME}:\${PWD#"$DUPTOP_HOST_ROOT"}/# `;

/**
 * The hosts of a simulated fleet as folders of this machine, in which everything is real but duplicati-cli: crontabs, wrappers, metrics,
 * databases. A host's files are made when it is reached first. All of it goes when they are closed.
 */
export async function openDemoHosts(fleet: readonly ScrapedHost[], parts: DemoHostParts): Promise<Hosts> {
  const folder = parts.makeSandbox();
  const missing = await whatIsMissing(folder.path, parts);
  return new DemoHosts(fleet, folder, missing, parts);
}

class DemoHosts implements Hosts {
  readonly runsGoOn = false;
  readonly #fleet: readonly ScrapedHost[];
  readonly #sandbox: PrivateFolder;
  readonly #missing: readonly string[];
  readonly #parts: DemoHostParts;
  readonly #shells = new Map<ScrapedHost, HostShell>();
  readonly #staged = new Map<string, Promise<void>>();
  readonly #reached: ReachedHost[] = [];
  #cancel: (() => void) | null = null;
  #closed = false;

  constructor(fleet: readonly ScrapedHost[], sandbox: PrivateFolder, missing: readonly string[], parts: DemoHostParts) {
    this.#fleet = fleet;
    this.#sandbox = sandbox;
    this.#missing = missing;
    this.#parts = parts;
  }

  shellOf(name: string, instance: string | null): HostShell {
    const scraped =
      this.#fleet.find((each) => instance !== null && each.instance === instance) ??
      this.#fleet.find(({ host }) => host.nodename === name || host.scrapeJob === name);
    if (scraped === undefined) throw new RemoteError('name-not-found', name, say`${name}: the demo has no such host`);
    const shell = this.#shells.get(scraped) ?? this.#newShell(scraped);
    this.#shells.set(scraped, shell);
    return shell;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    this.#sandbox.remove();
  }

  #newShell({ host }: ScrapedHost): HostShell {
    const folder: HostFolder = { host, root: `${this.#sandbox.path}/${host.scrapeJob}` };
    const environment = { PATH: searchPath(folder), DUPTOP_HOST_ROOT: folder.root, HOME: `${folder.root}/root` };
    const processes: Processes = {
      start: (request) => this.#parts.processes.start({ ...request, environment }),
    };
    const local = createLocalShell(host.nodename, null, { ...this.#parts, processes, personsShell: '' });
    const way = say`the sandbox of ${host.scrapeJob}`;
    const words = Object.entries({ ...environment, DUPTOP_HOST_NAME: host.nodename, PS1: PROMPT });
    const shell: HostShell = {
      host: host.nodename,
      way,
      run: async (script, options) => {
        await this.#reach(folder, local);
        return local.run(script, options);
      },
      login: {
        command: '/bin/sh',
        args: ['-c', LOGIN, 'login', folder.root, ...words.map(([key, value]) => `${key}=${value}`)],
        prepare: () => this.#reach(folder, local),
      },
    };
    return createLoggedShell(shell, this.#parts.activity, this.#parts.clock);
  }

  /** Makes the host's files where they are not there yet. @throws RemoteError as the story says, and where this machine can't have such hosts */
  async #reach(folder: HostFolder, shell: HostShell): Promise<void> {
    const { host, root } = folder;
    if (outageAt(host, this.#parts.clock.now()) === 'unreachable') {
      const why = say`ssh: connect to host ${host.nodename} port 22: No route to host`;
      throw new RemoteError('unreachable', host.nodename, say`ssh root@${host.nodename}: it can't be reached (${why})`);
    }
    if (this.#missing.length > 0) {
      throw new RemoteError(
        'other',
        host.nodename,
        say`the hosts of the demo can't be reached on this machine: there is no ${this.#missing.join(', no ')}`,
        say`they are folders in /tmp, with bash and the programs of a Linux system`,
      );
    }
    const known = this.#staged.get(root);
    const staged = known ?? this.#stage(folder, shell);
    this.#staged.set(root, staged);
    await staged;
  }

  async #stage(folder: HostFolder, shell: HostShell): Promise<void> {
    const { clock, files, processes, programs } = this.#parts;
    const wrapper = await files.readText(this.#parts.wrapper, LONGEST_WRAPPER);
    const order = stagingOrder(folder, { programs, wrapper, now: clock.now() });
    const host = new ReachedHost(folder, shell, this.#parts);
    // Whoever comes too late must not make the folder anew.
    if (this.#closed) throw new RemoteError('aborted', folder.host.nodename, say`the demo has ended`);
    const limit = limitOf({ deadlineMs: STAGING_MS }, clock);
    try {
      const { exitCode, stderr } = await processOutput(
        {
          program: programs.node,
          args: ['--no-warnings', programs.stageHost],
          environment: { DUPTOP_HOST_ROOT: folder.root },
          input: { text: JSON.stringify(order) },
        },
        { maxBytes: STAGING_BYTES, signal: limit.signal },
        processes,
      );
      if (exitCode !== 0) throw unmade(folder, stderr.toString('utf8'));
    } catch (error) {
      throw error instanceof ProcessError ? unmade(folder, error.message) : error;
    } finally {
      limit.lift();
    }
    this.#reached.push(host);
    await host.keepUp();
    if (this.#cancel === null) this.#keepUp();
  }

  #keepUp(): void {
    if (this.#closed) return;
    this.#cancel = this.#parts.clock.after(KEEP_UP_MS, () => {
      // A host that is being taken away can't be asked any more.
      void Promise.allSettled(this.#reached.map((host) => host.keepUp())).then(() => this.#keepUp());
    });
  }
}

function unmade({ host }: HostFolder, why: string): RemoteError {
  const line = why.split('\n').findLast((each) => /error|denied|not found/i.test(each)) ?? why.slice(0, 200);
  return new RemoteError(
    'other',
    host.nodename,
    say`the files of ${host.nodename} can't be made: ${visible(line.trim())}`,
  );
}
