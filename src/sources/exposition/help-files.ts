import { ascii, startsWith } from './bytes.ts';
import { unescapeHelp } from './labels.ts';
import { utf8 } from './sample-line.ts';

/** How node_exporter's own HELP of an untyped text file's metric begins; it goes on with every file that holds the metric. */
const GENERATED = ascii(' Metric read from ');
/** Every name ends in `.prom`, so a `, ` inside a name is no border. */
const BORDER = '.prom, ';

/** The files named in the HELP text `bytes[start, end)` together with those that are known; any other text adds none. */
export function filesIn(
  bytes: Buffer,
  start: number,
  end: number,
  known: readonly string[] | null,
): readonly string[] | null {
  if (!startsWith(bytes, start, end, GENERATED)) return known;
  const text = utf8(bytes, start + GENERATED.length, end);
  if (text === null) return known;
  const files = split(unescapeHelp(text));
  return known === null ? files : merge(known, files);
}

function split(text: string): readonly string[] {
  if (!text.includes(BORDER)) return [text];
  const pieces = text.split(BORDER);
  return pieces.map((piece, i) => (i < pieces.length - 1 ? `${piece}.prom` : piece));
}

/** The longer list knows the order; a file that only one of the job's series is in comes after. */
function merge(known: readonly string[], more: readonly string[]): readonly string[] {
  const [long, short] = more.length > known.length ? [more, known] : [known, more];
  const others = short.filter((file) => !long.includes(file));
  return others.length === 0 ? long : [...long, ...others];
}
