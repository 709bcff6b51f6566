import { segment } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import type { Screen } from '../screen.ts';
import { DOCTOR_BINDINGS } from './bindings.ts';
import type { DoctorMessage, DoctorState } from './state.ts';
import { DOCTOR_FEED, updateDoctor } from './update.ts';
import { DoctorView } from './view.tsx';

/** Why a job is not fine. Closing it gives up what is still being looked at. */
export const doctorScreen: Screen<DoctorState, DoctorMessage> = {
  name: 'doctor',
  title: ({ job, looking }) => [
    segment(say`duptop`, 'strong'),
    segment(say`  doctor  `),
    segment(visible(job.id), 'strong'),
    segment(looking ? say`  looking at ${job.host}` : say``, 'muted'),
  ],
  place: () => 'doctor',
  takesText: () => false,
  update: updateDoctor,
  closing: () => [{ type: 'end-feed', key: DOCTOR_FEED }],
  View: DoctorView,
  bindings: DOCTOR_BINDINGS,
};
