import type { FileLint, TextfileFinding } from '../domain/textfile/finding.ts';
import { join } from '../text/join.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';

/** A file's verdict and where the file is. */
export interface PlacedLint extends FileLint {
  /** As it was named, or found in a folder that was. */
  readonly path: string;
}

/** Of one file; a copy of a large file loses thousands of series in the same way. */
const MOST_LINES = 20;
const WHAT: Readonly<Record<TextfileFinding['kind'], string>> = {
  crash: 'takes node_exporter down',
  dropped: 'dropped',
  lost: 'lost',
  uncertain: 'may be lost',
  warning: 'warning',
  ignored: 'ignored',
  unread: 'not read',
};

/** `FILE:LINE: what (why) — fix`, a line a finding, as compilers write them. */
export function lintLines({ path, findings }: PlacedLint, { ascii }: { readonly ascii: boolean }): readonly SafeText[] {
  const dash = ascii ? '-' : '—';
  const shown = findings.slice(0, MOST_LINES).map(({ kind, line, series, message, fix }) => {
    const place = say`${path}${line === null ? '' : `:${line}`}`;
    const about = series === null ? '' : ` ${series}`;
    return join([say`${place}: ${WHAT[kind]}${about} (${message}) ${dash} `, fix]);
  });
  const more = findings.length - shown.length;
  return more === 0 ? shown : [...shown, say`${path}: and ${more} more, which --json tells`];
}

/** What came of all files together. */
export function lintSummary(files: readonly PlacedLint[]): SafeText {
  if (files.length === 0) return say`no file: nothing was judged`;
  const findings = files.flatMap((file) => file.findings);
  const of = (kind: TextfileFinding['kind']) => findings.filter((finding) => finding.kind === kind).length;
  const served = files.reduce((sum, file) => sum + file.served.length, 0);
  const down = of('crash') > 0;
  const parts = [
    [of('crash'), 'takes node_exporter down', 'take node_exporter down'],
    [of('dropped'), 'dropped', 'dropped'],
    [of('ignored'), 'ignored', 'ignored'],
    [of('unread'), 'not read', 'not read'],
    [of('lost'), 'series lost', 'series lost'],
    [of('uncertain'), 'series that may be lost', 'series that may be lost'],
    [of('warning'), 'warning', 'warnings'],
  ] as const;
  const told = parts
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  return join([
    say`${count}, ${down ? 'and nothing is served' : `${served} series served`}: `,
    visible(told.length === 0 ? 'nothing to mend' : told.join(', ')),
  ]);
}
