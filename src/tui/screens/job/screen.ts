import type { Screen } from '../screen.ts';
import { JOB_BINDINGS } from './bindings.ts';
import type { JobMessage, JobState } from './state.ts';
import { jobTitle } from './title.ts';
import { ending, updateJob } from './update.ts';
import { JobView } from './view.tsx';

/** One job in full, with the chart of its runs. */
export const jobScreen: Screen<JobState, JobMessage> = {
  name: 'job',
  title: jobTitle,
  place: ({ mode }) => (mode.kind === 'copy' ? 'job:copy' : 'job'),
  takesText: () => false,
  update: updateJob,
  closing: ending,
  View: JobView,
  bindings: JOB_BINDINGS,
};
