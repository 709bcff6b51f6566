import type { Diagnosis } from '../../../domain/chain/diagnose.ts';
import type { Job } from '../../../domain/job.ts';
import type { SafeText } from '../../../text/safe-text.ts';

/** The chain of one job. */
export interface DoctorState {
  readonly screen: 'doctor';
  readonly job: Job;
  /** As far as it is known; `null` before anything is. */
  readonly diagnosis: Diagnosis | null;
  readonly looking: boolean;
  /** Why it could not be looked at to the end. */
  readonly error: SafeText | null;
  /** The first line that is seen. */
  readonly top: number;
}

export type DoctorMessage = { readonly to: 'doctor'; readonly type: 'again' };

export function openDoctor(job: Job): DoctorState {
  return { screen: 'doctor', job, diagnosis: null, looking: false, error: null, top: 0 };
}
