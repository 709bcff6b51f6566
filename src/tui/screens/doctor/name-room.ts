/** `duptop  doctor  `. */
const BEFORE = 16;
/** `  101-122 of 122`. */
const PLACE = 16;
/** What says how fresh everything is, at its shortest, and blanks. */
const FRESHNESS = 15;

/** How much of the title is there for a job's name; a longer one stands in whole in the text too. */
export function nameRoom(columns: number): number {
  return columns - BEFORE - PLACE - FRESHNESS;
}
