import type { Diagnosis, JudgedLink } from '../../domain/chain/diagnose.ts';
import type { Fault, LinkName } from '../../domain/chain/link.ts';
import { isUnknown, uncheckedOf, verdictOf } from '../../domain/chain/verdict.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { blank, hanging, INDENT, type ShowContext, section } from '../show/section.ts';
import { type Line, segment, type Tone } from '../tone.ts';
import { diagnosisName } from './diagnosis-name.ts';
import { needingHost } from './needing-host.ts';

const MARKS: Readonly<Record<JudgedLink['state'], readonly [string, string, Tone]>> = {
  ok: ['✔', '+', 'ok'],
  broken: ['✖', 'x', 'failed'],
  unchecked: ['?', '?', 'unknown'],
};
/** As people call them. */
const NAMES: Readonly<Record<LinkName, string>> = {
  host: 'host',
  schedule: 'schedule',
  wrapper: 'wrapper',
  start: 'last start',
  run: 'running',
  database: 'database',
  destination: 'destination',
  disk: 'disk',
  outcome: 'outcome',
  metrics: 'metrics file',
  exporter: 'exporter',
  target: 'target',
  series: 'series',
  rule: 'alert rule',
  alert: 'alert',
  alertmanager: 'alertmanager',
};
const NAME_WIDTH = 14;
const MARK_WIDTH = 2;

/** A whole diagnosis under its name. */
export function chainLines(diagnosis: Diagnosis, context: ShowContext): readonly Line[] {
  return [[segment(visible(diagnosisName(diagnosis)), 'strong')], ...diagnosisLines(diagnosis, context)];
}

/** The cause with the next step on top, the chain below. */
export function diagnosisLines(diagnosis: Diagnosis, context: ShowContext): readonly Line[] {
  const { first, others } = diagnosis;
  return [
    ...(first === null ? nothingFound(diagnosis, context) : faultLines(first, context)),
    ...section(
      say`ALSO, AND NOT FOR THE SAME REASON`,
      others.flatMap((fault) => faultLines(fault, context)),
    ),
    ...section(say`THE CHAIN`, linksLines(diagnosis, context)),
  ];
}

/** The cause, its evidence, the next step, and the command that mends it where there is one. */
export function faultLines({ cause, fix }: Fault, context: ShowContext): readonly Line[] {
  const { code, message, evidence, next } = cause;
  return [
    ...hanging([markOf('broken', context), blank(1)], MARK_WIDTH, say`${code}: ${message}`, context, 'failed'),
    ...evidence.flatMap((line) => bullet(line, context)),
    ...labelled('next', next, context),
    ...(fix === null ? [] : labelled('fix', fix, context)),
  ];
}

function nothingFound(diagnosis: Diagnosis, context: ShowContext): readonly Line[] {
  const { links } = diagnosis;
  const isFine = verdictOf(diagnosis) === 'fine';
  const unchecked = uncheckedOf(links);
  const rest = unchecked === 0 ? '' : say`; ${unchecked} of ${links.length} links could not be checked`;
  const text = say`${nothingText(diagnosis)}${rest}`;
  return hanging(
    [markOf(isFine ? 'ok' : 'unchecked', context), blank(1)],
    MARK_WIDTH,
    text,
    context,
    isFine ? 'ok' : 'plain',
  );
}

function nothingText(diagnosis: Diagnosis): SafeText {
  const { host, path, facts } = diagnosis;
  const isSeen = facts.look.kind === 'seen';
  if (isUnknown(diagnosis)) {
    const what = path === null ? say`the host ${host}` : say`this job`;
    return isSeen
      ? say`neither a source nor anything on ${host} knows ${what}`
      : say`no source knows ${what}, and ${host} itself was not seen`;
  }
  if (path === null) return say`no backup job is known on ${host}${isSeen ? '' : ', which itself was not seen'}`;
  switch (verdictOf(diagnosis)) {
    case 'fine':
      return say`nothing is wrong`;
    case 'unproven':
      return say`nothing can be said: neither its host nor a run of it was seen`;
    default:
      return say`nothing wrong in what could be checked`;
  }
}

/** A line a link; one alone for those that could not be seen because the host could not. */
function linksLines({ links, facts }: Diagnosis, context: ShowContext): readonly Line[] {
  const needing = needingHost(links, facts);
  return links.flatMap((link) => {
    if (!needing.includes(link)) return linkLines(link, context);
    if (link !== needing[0]) return [];
    const text = say`${needing.length} links need the host: ${needing.map(({ name }) => NAMES[name]).join(', ')}`;
    return hanging([markOf('unchecked', context), blank(1)], MARK_WIDTH, text, context, 'unknown');
  });
}

function linkLines(link: JudgedLink, context: ShowContext): readonly Line[] {
  const { name, state, says, evidence, show, followsFrom, faults } = link;
  const lead: Line = [markOf(state, context), blank(1), segment(say`${NAMES[name].padEnd(NAME_WIDTH)}`, 'muted')];
  const text = followsFrom === null ? says : say`${says} (follows from ${followsFrom})`;
  // The evidence of what is blamed stands on top already.
  const lines = state === 'broken' ? (followsFrom === null ? [] : (faults[0]?.cause.evidence ?? [])) : evidence;
  return [
    ...hanging(
      lead,
      MARK_WIDTH + NAME_WIDTH,
      text,
      context,
      state === 'ok' ? 'plain' : followsFrom === null ? MARKS[state][2] : 'muted',
    ),
    ...lines.flatMap((line) =>
      hanging([blank(MARK_WIDTH + NAME_WIDTH)], MARK_WIDTH + NAME_WIDTH, line, context, 'muted'),
    ),
    ...(show === null || state === 'ok'
      ? []
      : hanging([blank(MARK_WIDTH + NAME_WIDTH)], MARK_WIDTH + NAME_WIDTH, say`$ ${show}`, context, 'muted')),
  ];
}

function bullet(line: SafeText, context: ShowContext): readonly Line[] {
  const mark = say`${context.ascii ? '-' : '•'} `;
  return hanging([blank(INDENT), segment(mark, 'muted')], INDENT + 2, line, context, 'muted');
}

function labelled(label: string, text: SafeText, context: ShowContext): readonly Line[] {
  const lead = say`${label}: `;
  return hanging([blank(INDENT), segment(lead, 'strong')], INDENT + lead.length, text, context, 'plain');
}

function markOf(state: JudgedLink['state'], { ascii }: ShowContext) {
  const [mark, plain, tone] = MARKS[state];
  return segment(say`${ascii ? plain : mark}`, tone);
}
