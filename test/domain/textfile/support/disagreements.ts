import type { FileLint } from '../../../../src/domain/textfile/finding.ts';
import type { Directory, RealVerdict } from './exporter-judge.ts';

/** As `randomTextfile` makes them: each in one line of a directory, as a rule. */
const OWN_NUMBER = /^[ \t]*[^# \t].*[ \t](\d{7,10})$/s;

/** Where the linter and a real exporter differ, with the directory's content; empty where they agree. */
export function disagreements(directory: Directory, lints: readonly FileLint[], real: RealVerdict): readonly string[] {
  const accepted = lints.filter(({ verdict }) => verdict === 'accepted').map(({ name }) => name);
  const served = new Set(lints.flatMap((lint) => lint.served));
  const uncertain = new Set(lints.flatMap((lint) => lint.uncertain));
  const found = [
    ...difference('accepted', accepted, real.accepted),
    ...difference(
      'served',
      [...served],
      [...real.served.keys()].filter((series) => !uncertain.has(series)),
    ),
    ...(real.scrapeError === lints.some(({ verdict }) => verdict === 'dropped')
      ? []
      : [`scrape error ${real.scrapeError}`]),
    ...wrongLines(directory, lints, real),
  ];
  return found.length === 0 ? [] : [...found, ...lints.map((lint) => shown(directory, lint))];
}

function difference(what: string, said: readonly string[], real: readonly string[]): readonly string[] {
  const missing = said.filter((each) => !real.includes(each)).map((each) => `${what} by the linter alone: ${each}`);
  return [
    ...missing,
    ...real.filter((each) => !said.includes(each)).map((each) => `${what} by the exporter alone: ${each}`),
  ];
}

/** Lines with a number that stands there only once: it is on the page if and only if the line is not lost. */
function wrongLines(directory: Directory, lints: readonly FileLint[], { served }: RealVerdict): readonly string[] {
  const numbers = new Set(Array.from(served.values(), Number));
  const lines = lints.flatMap((lint) =>
    textOf(directory, lint.name)
      .split('\n')
      .map((text, at) => ({ lint, line: at + 1, number: OWN_NUMBER.exec(text)?.[1] })),
  );
  const times = Map.groupBy(lines, ({ number }) => number);
  return lines.flatMap(({ lint: { name, verdict, findings }, line, number }) => {
    if (verdict !== 'accepted' || number === undefined || times.get(number)?.length !== 1) return [];
    const kinds = findings.filter((finding) => finding.line === line).map(({ kind }) => kind);
    const isThere = numbers.has(Number(number));
    if (kinds.includes('uncertain') || isThere !== kinds.includes('lost')) return [];
    return [`${name}:${line}: ${number} is ${isThere ? '' : 'not '}on the page`];
  });
}

function textOf(directory: Directory, name: string): string {
  return Buffer.from(directory[name] ?? '').toString('latin1');
}

function shown(directory: Directory, { name, verdict, findings }: FileLint): string {
  const content = JSON.stringify(textOf(directory, name));
  return `${name} is ${verdict} (${findings.map(({ kind, code, line }) => `${kind} ${code} ${line}`).join(', ')}): ${content}`;
}
