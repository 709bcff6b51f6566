import type { SafeText } from '../../text/safe-text.ts';
import type { Cause, CauseCode } from '../cause.ts';

/** From cron on the host to the person who is told, in the order in which one needs the other. */
export const LINK_NAMES = [
  'host',
  'schedule',
  'wrapper',
  'start',
  'run',
  'database',
  'destination',
  'disk',
  'outcome',
  'metrics',
  'exporter',
  'target',
  'series',
  'rule',
  'alert',
  'alertmanager',
] as const;
export type LinkName = (typeof LINK_NAMES)[number];

/** Something that is wrong with a link. */
export interface Fault {
  readonly cause: Cause;
  /** A command that is safe, and known to mend it. */
  readonly fix: SafeText | null;
}

/** What is known of one link of a job's chain. */
export interface Link {
  readonly name: LinkName;
  /** `unchecked`: it can't be seen; `says` tells why. */
  readonly state: 'ok' | 'broken' | 'unchecked';
  /** One sentence. */
  readonly says: SafeText;
  readonly evidence: readonly SafeText[];
  /** The command that shows it to a person. */
  readonly show: SafeText | null;
  /** Worst first; none unless it is broken. */
  readonly faults: readonly Fault[];
}

interface More {
  readonly evidence?: readonly (SafeText | null)[];
  readonly show?: SafeText | null;
}

export function intact(name: LinkName, says: SafeText, more: More = {}): Link {
  return link(name, 'ok', says, more, []);
}

export function unchecked(name: LinkName, why: SafeText, more: More = {}): Link {
  return link(name, 'unchecked', why, more, []);
}

/** The first fault tells what the link says. */
export function broken(name: LinkName, faults: readonly [Fault, ...Fault[]], more: More = {}): Link {
  return link(name, 'broken', faults[0].cause.message, more, faults);
}

export function fault(
  code: CauseCode,
  message: SafeText,
  evidence: readonly (SafeText | null)[],
  next: SafeText,
  fix: SafeText | null = null,
): Fault {
  return { cause: { code, message, evidence: present(evidence), next }, fix };
}

/** A fault that the sources show, with what the host adds to it; `next`: a better next step than theirs. */
export function judgedFault(
  cause: Cause,
  evidence: readonly (SafeText | null)[] = [],
  { fix = null, next = cause.next }: { readonly fix?: SafeText | null; readonly next?: SafeText } = {},
): Fault {
  return { cause: { ...cause, evidence: [...cause.evidence, ...present(evidence)], next }, fix };
}

/** Broken by these faults, or else what `otherwise` makes of it. */
export function brokenBy(name: LinkName, faults: readonly Fault[], more: More, otherwise: () => Link): Link {
  const [first, ...others] = faults;
  return first === undefined ? otherwise() : broken(name, [first, ...others], more);
}

function link(
  name: LinkName,
  state: Link['state'],
  says: SafeText,
  { evidence = [], show = null }: More,
  faults: readonly Fault[],
): Link {
  return { name, state, says, evidence: present(evidence), show, faults };
}

function present(lines: readonly (SafeText | null)[]): readonly SafeText[] {
  return lines.filter((line) => line !== null);
}
