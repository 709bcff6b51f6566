import { alertsScreen } from './alerts/screen.ts';
import { doctorScreen } from './doctor/screen.ts';
import { fleetScreen } from './fleet/screen.ts';
import { helpScreen } from './help/screen.ts';
import { hostsScreen } from './hosts/screen.ts';
import { jobScreen } from './job/screen.ts';
import { logScreen } from './log/screen.ts';
import { runScreen } from './run/screen.ts';
import type { Screen } from './screen.ts';
import { tailScreen } from './tail/screen.ts';

/** Every screen there is: one line each. */
export const SCREENS = {
  fleet: fleetScreen,
  job: jobScreen,
  alerts: alertsScreen,
  doctor: doctorScreen,
  hosts: hostsScreen,
  run: runScreen,
  tail: tailScreen,
  help: helpScreen,
  log: logScreen,
} as const;

type Registered = (typeof SCREENS)[keyof typeof SCREENS];

export type ScreenState = ReturnType<Registered['update']>['state'];
export type ScreenMessage = Extract<Parameters<Registered['update']>[1], { readonly to: string }>;

/** The screen that a state belongs to. Registered under its own name, it takes exactly the states and messages that carry that name. */
export function screenOf(state: ScreenState): Screen<ScreenState, ScreenMessage> {
  return SCREENS[state.screen] as unknown as Screen<ScreenState, ScreenMessage>;
}
