import type { EpochMs } from '../time.ts';
import { familyWarnings, fileWarnings } from './file-warnings.ts';
import type { FileLint, TextfileFinding, UnreadableCode } from './finding.ts';
import { type FileFamilies, gatherFamilies } from './gather/gather.ts';
import type { Gathered, Loss } from './gather/loss.ts';
import { jobWarnings } from './job-warnings.ts';
import { ofFile, ofSample } from './make-finding.ts';
import type { ReadFamily } from './read/family.ts';
import type { CrashCode, Fault, FaultCode } from './read/fault.ts';
import { type ReadTextfile, readTextfile } from './read/read-textfile.ts';
import { faultWords } from './words/fault-words.ts';
import { ignoredWords, isTemporaryName, isTextfileName, UNREADABLE_WORDS } from './words/file-words.ts';
import { lossWords } from './words/loss-words.ts';

/** A file of a textfile directory. */
export interface FileToLint {
  /** Without the directory. */
  readonly name: string;
  /** Its bytes, or why there are none. A folder can be opened, and is read as an empty file. */
  readonly content: Uint8Array | UnreadableCode | 'folder';
  /** Permission bits; `null` where nobody asked for them. */
  readonly mode: number | null;
}

const NOTHING: Gathered = { served: [], uncertain: [], losses: [] };

/**
 * What node_exporter 1.5.0 makes of the files of one textfile directory: which it drops, and which series of the others it does not serve.
 * The result is in the order in which it reads them, which is that of their names' bytes. `now` is what times in the files are compared with.
 */
export function lintTextfiles(files: readonly FileToLint[], now: EpochMs): readonly FileLint[] {
  const sorted = files.toSorted((one, other) => compareBytes(one.name, other.name));
  const read = sorted.map((file) => ({ file, reading: readingOf(file) }));
  const families = read.flatMap(({ file: { name }, reading }): readonly FileFamilies[] =>
    reading?.kind === 'read' ? [{ name, families: reading.families }] : [],
  );
  const gathered = new Map(gatherFamilies(families).map((each, at) => [families[at]?.name, each]));
  return read.map(({ file, reading }) => {
    if (reading === null) return unreadLint(file);
    if (reading.kind !== 'read') return faultLint(file.name, reading);
    return readLint(file, reading.families, gathered.get(file.name) ?? NOTHING, now);
  });
}

/** `null` for a file that node_exporter does not read. */
function readingOf({ name, content }: FileToLint): ReadTextfile | null {
  if (!isTextfileName(name)) return null;
  if (content === 'folder') return { kind: 'read', families: [] };
  return typeof content === 'string' ? null : readTextfile(content);
}

function unreadLint({ name, content }: FileToLint): FileLint {
  const rest = { name, served: [], uncertain: [] };
  if (!isTextfileName(name)) {
    const code = isTemporaryName(name) ? 'left-behind' : 'other-name';
    return { ...rest, verdict: 'ignored', findings: [ofFile({ kind: 'ignored', code, ...ignoredWords(name) })] };
  }
  const code = content as UnreadableCode;
  const verdict = code === 'denied' || code === 'too-large' ? 'unread' : 'dropped';
  return { ...rest, verdict, findings: [ofFile({ kind: verdict, code, ...UNREADABLE_WORDS[code] })] };
}

function faultLint(
  name: string,
  { kind, fault }: { readonly kind: 'dropped' | 'crash'; readonly fault: Fault<FaultCode | CrashCode> },
): FileLint {
  const { code, line, column } = fault;
  const finding = { ...ofFile({ kind, code, ...faultWords(fault) }), line, column };
  return { name, verdict: kind, findings: [finding], served: [], uncertain: [] };
}

function readLint(file: FileToLint, families: readonly ReadFamily[], gathered: Gathered, now: EpochMs): FileLint {
  const { name } = file;
  const { losses, served, uncertain } = gathered;
  const ofSeries = [
    ...losses.map((loss) => lossFinding(loss, name)),
    ...familyWarnings(families),
    ...jobWarnings(families, now),
  ].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return { name, verdict: 'accepted', findings: [...fileWarnings(file, families), ...ofSeries], served, uncertain };
}

function lossFinding(loss: Loss, file: string): TextfileFinding {
  const { cause, sample, certain, hiddenBy } = loss;
  const words = lossWords(loss, file);
  return { ...ofSample(sample, { kind: certain ? 'lost' : 'uncertain', code: cause, ...words }), hiddenBy };
}

/** As Go compares strings: by their UTF-8 bytes, whose order is that of code points. */
function compareBytes(one: string, other: string): number {
  const [ones, others] = [Array.from(one), Array.from(other)];
  for (const [at, character] of ones.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (others[at]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return ones.length - others.length;
}
