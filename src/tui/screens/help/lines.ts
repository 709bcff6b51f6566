import { FILTER_KEYS } from '../../../present/filter/keys.ts';
import { statusWord } from '../../../present/status-word.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { pad } from '../../../text/fit.ts';
import { join } from '../../../text/join.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import { wrap } from '../../../text/wrap.ts';
import { type Binding, GROUPS, type Place } from '../../keys/binding.ts';
import { keyLabel } from '../../keys/key-label.ts';
import { blanks } from '../../line-fit.ts';
import type { Look } from '../../model.ts';
import { CELL_SIGNS, SIGNS } from '../fleet/signs.ts';
import type { HelpState } from './state.ts';

const INDENT = 2;
const TERM_WIDTH = 20;
const NARROWEST = 20;

const STATUS_MEANINGS = [
  ['failed', 'the last run ended badly, or found corrupt data at the destination'],
  ['host', 'a fault of a host, behind which may be jobs that nobody sees'],
  ['missing', 'it ought to be there, and nothing is known of it'],
  ['late', 'the last run is longer ago than is allowed'],
  ['unknown', 'no source can tell how it is now'],
  ['warning', 'there is a backup, and something to look at'],
  ['slow', 'the last run took far longer than those before it'],
  ['running', 'a run is going on'],
  ['ok', 'the last run is recent and left a good backup'],
] as const;

/** Every key, the filter language, and what the signs mean. */
export function helpLines({ here, elsewhere }: HelpState, { ascii }: Look, columns: number): readonly Line[] {
  const width = Math.max(NARROWEST, columns - INDENT - TERM_WIDTH);
  const entry = (term: Segment, text: SafeText) => entryLines(term, text, width);
  const keyEntry = (binding: Binding) =>
    entry(segment(keysText(binding, ascii), 'strong'), visible(binding.description));
  return [
    ...GROUPS.flatMap((group) => section(visible(group), here.filter((one) => one.group === group).flatMap(keyEntry))),
    ...section(
      say`Filter: words that must all be in host or path, and`,
      FILTER_KEYS.flatMap(({ example, description }) =>
        entry(segment(visible(example), 'strong'), visible(description)),
      ),
    ),
    ...section(say`Filter: signs`, [
      ...entry(segment(say`!status:ok`, 'strong'), say`negates what stands behind it`),
      ...entry(segment(say`"a b"`, 'strong'), say`keeps blanks and signs as they are`),
    ]),
    ...section(
      say`Status, worst first`,
      STATUS_MEANINGS.flatMap(([status, meaning]) => entry(statusWord(status, ascii), visible(meaning))),
    ),
    ...section(
      say`Signs before a row`,
      SIGNS.flatMap(({ sign, asciiSign, meaning }) => entry(segment(ascii ? asciiSign : sign, 'strong'), meaning)),
    ),
    ...section(
      say`Signs in a row`,
      CELL_SIGNS.flatMap(({ sign, meaning }) => entry(segment(sign, 'strong'), meaning)),
    ),
    ...placesOf(elsewhere).flatMap((place) =>
      section(placeTitle(place), elsewhere.filter(({ places }) => places.includes(place)).flatMap(keyEntry)),
    ),
  ];
}

/** What holds everywhere is never elsewhere. */
function placesOf(bindings: readonly Binding[]): readonly Place[] {
  return [...new Set(bindings.flatMap(({ places }) => (places === 'every' ? [] : places)))];
}

/** `On the job screen`, `On the fleet screen: filter`. */
function placeTitle(place: Place): SafeText {
  const [screen, mode] = place.split(':');
  return say`On the ${screen ?? ''} screen${mode === undefined ? '' : `: ${mode}`}`;
}

function section(title: SafeText, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [[segment(title, 'heading')], ...lines, []];
}

function keysText({ keys }: Binding, ascii: boolean): SafeText {
  return join(
    keys.map((key) => keyLabel(key, ascii)),
    visible(' '),
  );
}

function entryLines(term: Segment, text: SafeText, width: number): readonly Line[] {
  const fits = displayWidth(term.text) < TERM_WIDTH;
  const lead = segment(blanks(INDENT));
  const indent = segment(blanks(INDENT + TERM_WIDTH));
  const own = { ...term, text: pad(term.text, TERM_WIDTH, 'left') };
  const lines = wrap(text, width).map((part, at): Line => {
    return at === 0 && fits ? [lead, own, segment(part)] : [indent, segment(part)];
  });
  return fits ? lines : [[lead, term], ...lines];
}
