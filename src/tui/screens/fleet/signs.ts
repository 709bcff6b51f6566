import { GUESS_MARK } from '../../../present/columns/identity.ts';
import { OUT_OF_DATE_MARK } from '../../../present/columns/timing.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';

interface Sign {
  readonly sign: SafeText;
  readonly asciiSign: SafeText;
  readonly meaning: SafeText;
}

export const CURSOR_SIGN: Sign = { sign: visible('›'), asciiSign: visible('>'), meaning: say`the selected row` };
export const MARK_SIGN: Sign = { sign: visible('*'), asciiSign: visible('*'), meaning: say`marked` };
export const CHANGE_SIGN: Sign = {
  sign: visible('•'),
  asciiSign: visible("'"),
  meaning: say`its status or its last run is another than at the refresh before`,
};

export const RUN_SIGN: Sign = {
  sign: visible('»'),
  asciiSign: visible('+'),
  meaning: say`a run that was started or is followed from here goes on`,
};

/** What may stand before a row. */
export const SIGNS: readonly Sign[] = [CURSOR_SIGN, MARK_SIGN, RUN_SIGN, CHANGE_SIGN];

/** What may stand in a cell beside its value, by an example. */
export const CELL_SIGNS: readonly Pick<Sign, 'sign' | 'meaning'>[] = [
  {
    sign: say`${OUT_OF_DATE_MARK}2h`,
    meaning: say`an age from numbers that are out of date; SEEN, in a wide window, says how old they are`,
  },
  { sign: say`/srv/a${GUESS_MARK}`, meaning: say`a path that is a guess from the name of the series` },
];
