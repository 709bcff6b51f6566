import pMap from 'p-map';
import type { RunEvent } from '../../domain/host-run/run-event.ts';
import { segment } from '../../present/tone.ts';
import type { Hosts } from '../../remote/host-shell.ts';
import { RemoteError } from '../../remote/remote-error.ts';
import { findRun } from '../../remote/run/find-run.ts';
import { say, visible } from '../../text/safe-text.ts';
import { confirmed, refuseReadOnly, refuseUnasked } from '../confirm.ts';
import type { ExitCode } from '../exit-code.ts';
import { wrongUse } from '../failure.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { rememberFound } from '../host-memory.ts';
import { followGoing, type HostRun, obstacleOf, startAndFollow, stopGoing } from '../host-run.ts';
import { howToFollow } from '../how-to-follow.ts';
import { configFor } from '../read-snapshot.ts';
import { RunExitCodes } from '../run-exit-codes.ts';
import { RunScreen } from '../run-screen.ts';
import { openRunDesk, type RunDesk, type RunnableJob } from '../runnable-jobs.ts';
import type { Shell } from '../shell.ts';
import { styleFor } from '../style.ts';

export interface RunFlags extends GlobalFlags {
  readonly yes?: boolean;
  readonly detach?: boolean;
  readonly concurrency: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly follow?: boolean;
  readonly stop?: boolean;
}

const MOST_AT_ONCE = 64;
/** Starts, follows or stops jobs, and gives the exit code. @throws Failure before anything is started */
export async function runRun(names: readonly string[], flags: RunFlags, shell: Shell): Promise<ExitCode> {
  const concurrency = concurrencyOf(flags.concurrency);
  const config = await configFor(flags, shell);
  const changes = !flags.dryRun && !flags.follow;
  if (changes) {
    refuseReadOnly(config);
    refuseUnasked(flags.yes, shell);
  }
  const desk = await openRunDesk(names, flags, shell);
  const hosts = await shell.openHosts(desk.config.ssh);
  const screen = new RunScreen(shell.stdout, styleFor(config, shell.stdout), shell.clock, {
    json: flags.json ?? false,
    several: desk.jobs.length > 1,
  });
  const command = new RunCommand(flags, desk, hosts, screen, concurrency, shell);
  try {
    return await command.run();
  } finally {
    await screen.end();
    await hosts.close();
  }
}

class RunCommand {
  readonly #flags: RunFlags;
  readonly #desk: RunDesk;
  readonly #hosts: Hosts;
  readonly #screen: RunScreen;
  readonly #concurrency: number;
  readonly #shell: Shell;
  readonly #exitCodes: RunExitCodes;
  /** Ids of jobs that were seen to run, and not to end. */
  readonly #going = new Set<string>();

  constructor(flags: RunFlags, desk: RunDesk, hosts: Hosts, screen: RunScreen, concurrency: number, shell: Shell) {
    this.#flags = flags;
    this.#exitCodes = new RunExitCodes(flags.stop ?? false);
    this.#desk = desk;
    this.#hosts = hosts;
    this.#screen = screen;
    this.#concurrency = concurrency;
    this.#shell = shell;
  }

  async run(): Promise<ExitCode> {
    const looked = await this.#each(this.#desk.jobs, (job) => this.#find(job));
    const found: HostRun[] = [];
    // In the order in which they were named.
    for (const run of looked) if (run !== null && (await this.#isStartable(run))) found.push(run);
    const ready = this.#flags.dryRun || this.#flags.follow ? found : await this.#chosen(found);
    if (!this.#flags.dryRun) await this.#each(ready, (run) => this.#go(run));
    if (this.#flags.detach || this.#shell.signal.aborted) await this.#sayHowToFollow();
    this.#shell.signal.throwIfAborted();
    return this.#exitCodes.worst();
  }

  #each<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
    return pMap(items, work, { concurrency: this.#concurrency });
  }

  async #find(job: RunnableJob): Promise<HostRun | null> {
    const { signal, progress } = this.#shell;
    try {
      const shell = this.#hosts.shellOf(job.host, job.instance);
      progress.say(say`looking on ${shell.way} how ${job.path} is started …`);
      const found = await findRun(shell, job, signal).finally(() => progress.end());
      return { job, shell, found };
    } catch (error) {
      return this.#unreached(job, error);
    }
  }

  /** Tells what was found. An obstacle is told at once: nobody is asked about what can't be done. */
  async #isStartable(run: HostRun): Promise<boolean> {
    const { job, shell, found } = run;
    await this.#tell(job, { type: 'found', way: shell.way, found });
    await rememberFound(found, this.#shell);
    if (this.#flags.stop || this.#flags.follow) return true;
    const obstacle = obstacleOf(run);
    if (obstacle !== null) await this.#tell(job, obstacle);
    return obstacle === null;
  }

  async #chosen(found: readonly HostRun[]): Promise<readonly HostRun[]> {
    const { stop, yes } = this.#flags;
    const runs = stop ? found.filter(({ found: { goingOn } }) => goingOn !== null) : found;
    for (const run of found) if (!runs.includes(run)) await this.#go(run);
    if (runs.length === 0) return [];
    const which = runs.length === 1 ? 'it' : `these ${runs.length}`;
    if (await confirmed(say`${stop ? 'stop' : 'start'} ${which}?`, yes, this.#shell)) return runs;
    for (const { job } of runs) {
      await this.#tell(job, { type: 'refused', why: 'declined', message: say`left as it is`, hint: null });
    }
    return [];
  }

  async #go(run: HostRun): Promise<void> {
    const { http, clock, audit, signal } = this.#shell;
    const ports = { http, clock, audit, signal };
    const { stop, follow, detach = false } = this.#flags;
    const events = stop
      ? stopGoing(run, ports)
      : follow
        ? followGoing(run, this.#desk, ports)
        : startAndFollow(run, this.#desk, ports, { detach });
    try {
      for await (const event of events) await this.#tell(run.job, event);
    } catch (error) {
      this.#unreached(run.job, error);
    }
  }

  async #tell(job: RunnableJob, event: RunEvent): Promise<void> {
    if (event.type === 'started') this.#going.add(job.id);
    if (event.type === 'ended') this.#going.delete(job.id);
    this.#exitCodes.take(job.id, event);
    await this.#screen.tell(job, event);
  }

  #unreached(job: RunnableJob, error: unknown): null {
    if (this.#shell.signal.aborted) return null;
    if (!(error instanceof RemoteError)) throw error;
    const message = visible(error.message);
    void this.#tell(job, { type: 'refused', why: 'unreachable', message, hint: error.hint });
    return null;
  }

  async #sayHowToFollow(): Promise<void> {
    if (this.#going.size === 0) return;
    const going = this.#desk.jobs.filter(({ id }) => this.#going.has(id));
    await this.#screen.end();
    await this.#screen.say([segment(howToFollow(going.map(({ id }) => id)), 'accent')]);
  }
}

function concurrencyOf(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_AT_ONCE) return count;
  throw wrongUse(say`--concurrency: "${text}" is not a whole number from 1 to ${MOST_AT_ONCE}`);
}
