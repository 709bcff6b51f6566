import { type SafeText, say } from '../../text/safe-text.ts';
import type { FleetAlert } from '../alert.ts';
import type { Cause, CauseCode } from '../cause.ts';
import type { Job } from '../job.ts';
import type { AlertRule } from '../rule.ts';
import type { Host } from '../snapshot.ts';
import type { Target } from '../target.ts';
import type { EpochMs } from '../time.ts';
import type { JobOnHost } from './job-on-host.ts';

/** How looking at the host itself ended. */
export type HostLook =
  | {
      readonly kind: 'seen';
      readonly job: JobOnHost;
      /** By our own clock. */
      readonly from: EpochMs;
      readonly to: EpochMs;
    }
  /** No way there; or there was a way, and it could not be looked at; or nobody wanted to. */
  | {
      readonly kind: 'unreachable' | 'refused' | 'not-asked';
      readonly why: SafeText;
      readonly hint: SafeText | null;
    };

/** All that is known of a job, or of a host without any, before its chain is judged. */
export interface ChainFacts {
  readonly now: EpochMs;
  readonly host: string;
  /** `null`: it is about the host alone. */
  readonly path: string | null;
  /** As the sources show it; `null` where none knows it. */
  readonly job: Job | null;
  readonly hostState: Host | null;
  readonly look: HostLook;
  /** What stands before a command that is to be run there: `ssh root@influx01`; empty on this machine, `null` where it is not known. */
  readonly way: SafeText | null;
  /** Whether a Prometheus is asked at all. */
  readonly asksPrometheus: boolean;
  readonly target: Target | null;
  /** Loaded rules that watch the job. */
  readonly rules: readonly AlertRule[];
  /** Alerts about the job; `null` where nobody was asked. */
  readonly alerts: readonly FleetAlert[] | null;
}

/** What the sources alone say is wrong, of these codes. */
export function judged({ job, hostState }: ChainFacts, ...codes: readonly CauseCode[]): readonly Cause[] {
  // A file of nobody that is dropped there is no fault of a job that is shown.
  const ofHost = job !== null && hostState?.cause?.code === 'textfile-rejected' ? null : hostState?.cause;
  const causes = [job?.cause, ...(job?.otherCauses ?? []), ofHost];
  const found = causes.filter((cause) => cause != null && codes.includes(cause.code)) as readonly Cause[];
  return [...new Map(found.map((cause) => [cause.code, cause])).values()];
}

export function seenOnHost({ look }: ChainFacts): JobOnHost | null {
  return look.kind === 'seen' ? look.job : null;
}

/** Why a link of the host itself can't be seen. */
export function unseen({ look }: ChainFacts): SafeText {
  return look.kind === 'seen' ? say`no job is known there` : look.why;
}
