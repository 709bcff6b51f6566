import { linesOf, type WrapperHost } from './wrapper-host.ts';

const CLASSIC = /_(last_run_start|last_run_seconds|last_exitcode) (\d+)$/;
const LABELLED = /^duplicati_job_([a-z_]+)\{.*\} (\d+)$/;

/** The numbers of the classic file by the end of their names; `null` where there is no file. */
export function classicNumbers(host: WrapperHost, path: string): Readonly<Record<string, number>> | null {
  return numbersIn(host.files(path).classic, CLASSIC);
}

/** The numbers of the labelled file by name without `duplicati_job_`; `null` where there is no file. */
export function labelledNumbers(host: WrapperHost, path: string): Readonly<Record<string, number>> | null {
  return numbersIn(host.files(path).labelled, LABELLED);
}

function numbersIn(file: string, pattern: RegExp): Readonly<Record<string, number>> | null {
  const lines = linesOf(file);
  if (lines === null) return null;
  const found = lines.map((line) => pattern.exec(line)).filter((match) => match !== null);
  return Object.fromEntries(found.map(([, name, value]) => [name ?? '', Number(value)]));
}
