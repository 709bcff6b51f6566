import type { HostLook } from '../domain/chain/chain-facts.ts';
import type { HostFacts } from '../domain/chain/host-facts.ts';
import { jobOnHost } from '../domain/chain/job-on-host.ts';
import { SUDO } from '../domain/chain/show-command.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { probeHost } from '../remote/probe/probe-host.ts';
import { RemoteError, type RemoteErrorKind } from '../remote/remote-error.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';

/** How looking at one host went. */
export type HostReport =
  | {
      readonly kind: 'seen';
      readonly facts: HostFacts;
      readonly way: SafeText;
      readonly from: EpochMs;
      readonly to: EpochMs;
    }
  | {
      readonly kind: 'unreachable' | 'refused' | 'not-asked';
      readonly why: SafeText;
      readonly hint: SafeText | null;
      readonly way: SafeText | null;
    };

/** Kinds that say that nobody is there, rather than that we are not let in. */
const NOBODY: ReadonlySet<RemoteErrorKind> = new Set(['refused', 'unreachable', 'timeout', 'name-not-found']);

export const NOT_ASKED: HostReport = { kind: 'not-asked', why: say`the host was not looked at`, hint: null, way: null };

/** Looks at a host once. @throws whatever is no RemoteError, and the caller's own wish to stop */
export async function lookAt(
  host: string,
  instance: string | null,
  { hosts, clock, signal }: { readonly hosts: Hosts; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<HostReport> {
  let way: SafeText | null = null;
  try {
    const shell = hosts.shellOf(host, instance);
    way = wayOf(shell.way);
    const from = clock.now();
    const facts = await probeHost(shell, { now: from, signal });
    return { kind: 'seen', facts, way, from, to: clock.now() };
  } catch (error) {
    if (!(error instanceof RemoteError) || error.kind === 'aborted') throw error;
    return {
      kind: NOBODY.has(error.kind) ? 'unreachable' : 'refused',
      why: visible(error.message),
      hint: error.hint,
      way,
    };
  }
}

/** What stands before a command: on this machine nothing; over ssh, as another user, sudo too. */
function wayOf(way: SafeText): SafeText {
  if (!way.startsWith('ssh ')) return visible('');
  const [, place, user] = /^(.*) as (\S+)$/.exec(way) ?? [];
  return place === undefined || user === undefined ? way : say`${place}${SUDO}${user}`;
}

/** What of it belongs to a job. */
export function lookFor(report: HostReport, wanted: Parameters<typeof jobOnHost>[1]): HostLook {
  if (report.kind !== 'seen') return report;
  return { kind: 'seen', job: jobOnHost(report.facts, wanted), from: report.from, to: report.to };
}
