import { readDuration, SILENCE_LIMITS } from '../../config/duration.ts';
import type { FleetAlerts } from '../../domain/alerts.ts';
import type { Silence } from '../../domain/silence.ts';
import { type AlertChange, type ChangeOutcome, extendedEnd } from '../../domain/silence-change.ts';
import type { Seconds } from '../../domain/time.ts';
import type { AlertDesk } from '../../fleet/alerts/alert-desk.ts';
import { outcomeText } from '../../present/alerts/outcome-text.ts';
import { silenceLines } from '../../present/alerts/silence-lines.ts';
import { endText } from '../../present/alerts/silence-text.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { confirmed, refuseReadOnly, refuseUnasked } from '../confirm.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { wrongUse } from '../failure.ts';
import { type ReadAlerts, readFleetAlerts } from '../read-alerts.ts';
import type { Shell } from '../shell.ts';
import { painted, styleFor } from '../style.ts';
import type { ChangeFlags, ExtendFlags } from './alerts.ts';

/** Less of an id says too little about which silence is meant. */
const SHORTEST_ID = 4;

/** `--duration` of a silence. @throws Failure */
export function silenceSeconds(text: string): Seconds {
  const read = readDuration(text, SILENCE_LIMITS);
  if ('problem' in read) throw wrongUse(say`--duration: ${read.problem}`);
  return read.seconds;
}

/** `duptop alerts extend`. @throws Failure for an id that no silence has */
export async function runExtend(id: string, flags: ExtendFlags, shell: Shell): Promise<ExitCode> {
  const seconds = silenceSeconds(flags.duration);
  return changeSilence(id, flags, shell, (silence, now) => {
    const endsAt = extendedEnd(silence, seconds, now);
    return { change: { kind: 'extend', silence, endsAt }, question: say`Have it end at ${endText(endsAt, now)}?` };
  });
}

/** `duptop alerts expire`. @throws Failure for an id that no silence has */
export async function runExpire(id: string, flags: ChangeFlags, shell: Shell): Promise<ExitCode> {
  return changeSilence(id, flags, shell, (silence) => ({
    change: { kind: 'expire', silence },
    question: say`End it now?`,
  }));
}

async function changeSilence(
  id: string,
  flags: ChangeFlags,
  shell: Shell,
  plan: (silence: Silence, now: number) => { readonly change: AlertChange; readonly question: SafeText },
): Promise<ExitCode> {
  refuseUnasked(flags.yes, shell);
  const read = await readFleetAlerts(flags, shell, refuseReadOnly);
  const silence = silenceOf(id, read.alerts);
  await showSilence(silence, read, shell);
  const { change, question } = plan(silence, shell.clock.now());
  if (!(await confirmed(question, flags.yes, shell))) return EXIT.done;
  return makeChanges([change], read.desk, shell);
}

function silenceOf(id: string, { silences }: FleetAlerts): Silence {
  const exact = silences.filter((silence) => silence.id === id);
  const found = exact.length > 0 || id.length < SHORTEST_ID ? exact : silences.filter((each) => each.id.startsWith(id));
  const [silence, ...others] = found;
  if (silence === undefined) throw wrongUse(say`no silence ${id} is in force`, say`"duptop alerts --all" shows them`);
  if (others.length > 0)
    throw wrongUse(say`${found.length} silences begin with ${id}: ${found.map((each) => each.id).join(', ')}`);
  return silence;
}

async function showSilence(silence: Silence, { config }: ReadAlerts, shell: Shell): Promise<void> {
  const style = styleFor(config, shell.stdout);
  const context = { now: shell.clock.now(), ascii: style.ascii, width: style.width };
  for (const line of silenceLines(silence, context)) await shell.stdout.write(painted(line, style));
}

/** One after the other; what failed is told on standard error, and is the end only where nothing succeeded. */
export async function makeChanges(changes: readonly AlertChange[], desk: AlertDesk, shell: Shell): Promise<ExitCode> {
  const outcomes: ChangeOutcome[] = [];
  for (const change of changes) {
    const outcome = await desk.change(change, shell.signal);
    outcomes.push(outcome);
    const text = outcomeText(outcome, shell.clock.now());
    await (outcome.error === null ? shell.stdout.write(`${text}\n`) : shell.stderr.write(`duptop: ${text}\n`));
  }
  return outcomes.some(({ error }) => error === null) ? EXIT.done : EXIT.nothingKnown;
}
