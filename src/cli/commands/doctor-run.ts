import { examine } from '../../doctor/examine.ts';
import { readSurroundings } from '../../doctor/read-surroundings.ts';
import type { Diagnosis } from '../../domain/chain/diagnose.ts';
import { isUnknown } from '../../domain/chain/verdict.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { summarise } from '../../domain/summary.ts';
import { bar } from '../../present/bar.ts';
import { chainLines } from '../../present/doctor/chain-lines.ts';
import { encodeDiagnoses } from '../../present/doctor/encode.ts';
import { roundLines, worstFirst } from '../../present/doctor/round-lines.ts';
import { jsonText } from '../../present/document/json-text.ts';
import type { Line } from '../../present/tone.ts';
import { say } from '../../text/safe-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { Failure, wrongUse } from '../failure.ts';
import { rememberJobs } from '../host-memory.ts';
import { openAlertDesk } from '../open-alert-desk.ts';
import { openFleet } from '../open-fleet.ts';
import { configFor, type ReadFleet, readSnapshot } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import { painted, styleFor } from '../style.ts';
import type { DoctorFlags } from './doctor.ts';
import { doctorExitCode } from './doctor-exit-code.ts';
import { noSuchSubject, subjectsFor, subjectsOfAlert } from './doctor-subjects.ts';

const BAR_WIDTH = 20;

/**
 * Examines a job, a host or the fleet, prints what is wrong and why, and gives the exit code.
 * @throws Failure where no source answered and no host is named, for an alert that nobody knows, and for a name that no source knows where
 * the host can't be looked at either
 */
export async function runDoctor(name: string | null, flags: DoctorFlags, shell: Shell): Promise<ExitCode> {
  if (name !== null && flags.alert !== undefined) throw wrongUse(say`either a name or --alert, not both`);
  if (name?.trim() === '') throw wrongUse(say`the name is empty`, say`"duptop list" shows what there is`);
  const { config, fleet, snapshot } = await read(name, flags, shell);
  const desk = await openAlertDesk(config, fleet, shell);
  const surroundings = await readSurroundings(fleet.prometheus, desk, snapshot.jobs, shell.signal);
  const subjects =
    flags.alert === undefined ? subjectsFor(name, snapshot) : subjectsOfAlert(flags.alert, snapshot, surroundings);
  const hosts = flags.hosts === false ? null : await shell.openHosts(config.ssh);
  const { clock, signal } = shell;
  const style = styleFor(config, shell.stdout);
  const tell = (done: number) =>
    shell.progress.say(
      say`looking at the hosts ${bar(done, subjects.length, BAR_WIDTH, style.ascii)} ${done} of ${subjects.length}`,
    );
  tell(0);
  const diagnoses = await examine(subjects, { surroundings, hosts, clock, signal }, tell).finally(async () => {
    shell.progress.end();
    await hosts?.close();
  });
  shell.signal.throwIfAborted();
  await remember(diagnoses, shell);
  // Where no source answered, nobody can tell which names there are.
  if (name !== null && snapshot.sources.length > 0 && diagnoses.every(isNowhere)) {
    throw noSuchSubject(name, snapshot, diagnoses);
  }
  if (flags.json) {
    await shell.stdout.write(`${jsonText(encodeDiagnoses(diagnoses, snapshot))}\n`);
  } else {
    const context = { now: clock.now(), ascii: style.ascii, width: style.width };
    const whole = name === null && flags.alert === undefined;
    for (const line of whole ? roundLines(diagnoses, context) : wholeChains(diagnoses, context)) {
      await shell.stdout.write(painted(line, style));
    }
  }
  return doctorExitCode(diagnoses);
}

/** No source knows it, and its host can't tell. */
function isNowhere(diagnosis: Diagnosis): boolean {
  return isUnknown(diagnosis) && diagnosis.facts.look.kind !== 'seen';
}

function wholeChains(diagnoses: readonly Diagnosis[], context: Parameters<typeof chainLines>[1]): readonly Line[] {
  return worstFirst(diagnoses).flatMap((diagnosis, at) => [
    ...(at === 0 ? [] : [[], []]),
    ...chainLines(diagnosis, context),
  ]);
}

/** Paths that were guesses are none from now on. */
async function remember(diagnoses: readonly Diagnosis[], shell: Shell): Promise<void> {
  const seen = new Map(diagnoses.map(({ host, facts: { look } }) => [host, look]));
  for (const [host, look] of seen) {
    if (look.kind !== 'seen') continue;
    const lines = look.job.host.cron.entries.filter(({ state }) => state === 'on');
    const jobs = lines.map(({ path, schedule }) => ({ path, schedule: schedule.startsWith('@') ? null : schedule }));
    if (jobs.length > 0) await rememberJobs(host, jobs, shell);
  }
}

/** Where a host is named, it can be looked at though no source answers. */
async function read(name: string | null, flags: DoctorFlags, shell: Shell): Promise<ReadFleet> {
  try {
    return await readSnapshot(flags, shell);
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== EXIT.nothingKnown || name === null || flags.hosts === false)
      throw error;
    for (const line of [error.message, ...error.details]) await shell.stderr.write(`duptop: ${line}\n`);
    const config = await configFor(flags, shell);
    return { config, fleet: await openFleet(config, shell), snapshot: emptySnapshot(shell.clock.now()) };
  }
}

function emptySnapshot(now: number): Snapshot {
  return { generatedAt: now, sources: [], summary: summarise([], []), jobs: [], hosts: [] };
}
