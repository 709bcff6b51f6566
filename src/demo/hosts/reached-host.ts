import type { Clock } from '../../ports/clock.ts';
import type { Files } from '../../ports/files.ts';
import type { HostShell } from '../../remote/host-shell.ts';
import { startedBy } from '../fleet/timeline.ts';
import type { HostFolder } from './host-folder.ts';
import { isPlayable, playRun } from './play-run.ts';
import { RealRuns } from './real-runs.ts';

/** A host that has been reached: its files are there, what runs on it is real, and its timelines follow from that. */
export class ReachedHost {
  readonly #folder: HostFolder;
  readonly #shell: HostShell;
  readonly #clock: Clock;
  readonly #jobs: readonly RealRuns[];

  constructor(
    folder: HostFolder,
    shell: HostShell,
    { clock, files }: { readonly clock: Clock; readonly files: Files },
  ) {
    this.#folder = folder;
    this.#shell = shell;
    this.#clock = clock;
    this.#jobs = folder.host.jobs.map((job) => new RealRuns(folder, job, files));
  }

  /** Takes in what has happened on the host, and lets happen there what the story says. */
  async keepUp(): Promise<void> {
    await Promise.all(this.#jobs.map((job) => job.read()));
    await Promise.all(this.#jobs.map((job) => this.#play(job)));
  }

  async #play(runs: RealRuns): Promise<void> {
    const { job } = runs;
    const now = this.#clock.now();
    const run = startedBy(job.timeline, now);
    if (run === null || runs.isRunning || runs.hasPlayed(run) || !isPlayable(run, now)) return;
    runs.play(run);
    await playRun(this.#shell, this.#folder, job, { run, now });
  }
}
