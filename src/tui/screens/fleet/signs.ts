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
