import type { Screen } from '../screen.ts';
import { DOCTOR_BINDINGS } from './bindings.ts';
import type { DoctorMessage, DoctorState } from './state.ts';
import { doctorTitle } from './title.ts';
import { DOCTOR_FEED, updateDoctor } from './update.ts';
import { DoctorView } from './view.tsx';

/** Why a job is not fine. Closing it gives up what is still being looked at. */
export const doctorScreen: Screen<DoctorState, DoctorMessage> = {
  name: 'doctor',
  title: doctorTitle,
  place: () => 'doctor',
  takesText: () => false,
  update: updateDoctor,
  closing: () => [{ type: 'end-feed', key: DOCTOR_FEED }],
  View: DoctorView,
  bindings: DOCTOR_BINDINGS,
};
