import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Login, LoginTo } from '../../live/login.ts';
import type { ActivityLog } from '../../ports/activity-log.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProcessError } from '../../ports/processes.ts';
import type { RunInTerminal } from '../../ports/terminal-program.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { shellWord } from '../../text/shell-word.ts';
import type { TerminalHold } from './terminal-hold.ts';

interface LoginParts {
  readonly hold: TerminalHold;
  readonly loginTo: LoginTo;
  readonly run: RunInTerminal;
  readonly activity: ActivityLog;
  readonly clock: Clock;
  /** Until Ink listens to it again, all keys are the other program's. */
  readonly stdin: NodeJS.ReadStream;
  /** Straight to the terminal while it is lent. */
  readonly write: (text: string) => void;
}

/** What ssh itself ends with where it finds no way, or loses it. */
const SSH_FAILED = 255;

/** Gives a person a shell on a host, and the terminal with it. Tells what went wrong. */
export async function logIn(host: string, instance: string | null, parts: LoginParts): Promise<SafeText | null> {
  const login = parts.loginTo(host, instance);
  if (!login.ok) return login.reason;
  const refusal = (await login.prepare?.()) ?? null;
  if (refusal !== null) return refusal;
  let problem: SafeText | null = null;
  await parts.hold.lendTo(async () => {
    problem = await inShell(host, login, parts);
  });
  return problem;
}

async function inShell(
  host: string,
  { way, command, args }: Extract<Login, { readonly ok: true }>,
  { run, activity, clock, stdin, write }: LoginParts,
): Promise<SafeText | null> {
  const at = clock.now();
  const what = visible([command, ...args].map(shellWord).join(' '));
  const note = (outcome: SafeText, failed: boolean) =>
    activity.add({ kind: 'act', at, what, outcome, failed, durationMs: clock.now() - at });
  write(`${say`duptop: a shell on ${host} (${way}); leave it with exit`}\n`);
  await stopReading(stdin);
  try {
    const exitCode = await run(command, args);
    const failed = exitCode === SSH_FAILED && command === 'ssh';
    note(say`exit ${exitCode}`, failed);
    if (failed) {
      write(`${say`duptop: ssh ended with exit code ${exitCode}; Enter goes back to duptop`}\n`);
      await run('/bin/sh', ['-c', 'read -r line']);
      return say`${way}: no connection, or it was cut off (exit code ${exitCode})`;
    }
    return exitCode === 0 ? null : say`the shell on ${host} ended with exit code ${exitCode}`;
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    note(visible(error.message), true);
    return say`${command}: ${error.message}`;
  }
}

/** Ink only stops to listen: a read that it has begun would still take the first keys. The stream takes note of both in later turns. */
async function stopReading(stdin: NodeJS.ReadStream): Promise<void> {
  await nextTurn();
  stdin.pause();
  await nextTurn();
}
