import type { SafeText } from '../../text/safe-text.ts';
import type { LossCause, Place } from './gather/loss.ts';
import type { CrashCode, FaultCode } from './read/fault.ts';

/** What node_exporter does with a file as a whole. */
type Verdict =
  | 'accepted'
  /** Its name does not end in `.prom`. */
  | 'ignored'
  /** Nothing of it is served, and `node_textfile_scrape_error` is 1. */
  | 'dropped'
  /** node_exporter ends when it reads it, and serves nothing at all. */
  | 'crash'
  /** duptop could not read it, so nothing can be said. */
  | 'unread';

/** Why a file that can't be opened or read as a file is none for node_exporter. */
export type UnreadableCode = 'dangling-link' | 'no-regular-file' | 'denied' | 'too-large';

/** What does not change the verdict, and does no good. */
type WarningCode =
  | 'left-behind'
  | 'folder'
  | 'no-samples'
  | 'not-readable'
  | 'help-not-utf8'
  | 'hides-collector'
  | 'incomplete-job'
  | 'classic-labels'
  | 'odd-value'
  | 'start-in-milliseconds'
  | 'start-in-future';

type FindingCode = FaultCode | CrashCode | LossCause | UnreadableCode | WarningCode | 'other-name';

/** One thing about a file, with what to do about it. */
export interface TextfileFinding {
  readonly kind: 'crash' | 'dropped' | 'lost' | 'uncertain' | 'warning' | 'ignored' | 'unread';
  readonly code: FindingCode;
  /** From 1 on; `null` where it is about the file as a whole. */
  readonly line: number | null;
  /** In bytes, from 1 on. */
  readonly column: number | null;
  /** The series that it is about, exactly as it is spelled in the file. */
  readonly series: string | null;
  /** What is served in its place. */
  readonly hiddenBy: Place | null;
  readonly message: SafeText;
  readonly fix: SafeText;
}

/** What comes of one file. */
export interface FileLint {
  readonly name: string;
  readonly verdict: Verdict;
  /** By line. */
  readonly findings: readonly TextfileFinding[];
  /** Series that node_exporter serves from it, as it spells them. */
  readonly served: readonly string[];
  /** Series that it serves or loses by chance. */
  readonly uncertain: readonly string[];
}
