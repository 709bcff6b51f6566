import { readdirSync, readFileSync } from 'node:fs';

export interface Member {
  readonly pid: number;
  readonly commandLine: string;
  readonly environment: string;
}

/** The process group that a process belongs to; `null` where it is gone. */
export function groupOf(pid: number): number | null {
  return stat(pid)?.group ?? null;
}

/** What runs in a process group; what only waits to be reaped does not. */
export function membersOf(group: number): readonly Member[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const found = stat(pid);
      return found?.group === group && found.state !== 'Z' && found.state !== 'X';
    })
    .map((pid) => ({ pid, commandLine: read(pid, 'cmdline'), environment: read(pid, 'environ') }));
}

/** Kills the group of a process, where its command line holds `mark`: the number may be another's by now. */
export function killGroupOf(pid: number, mark: string): void {
  const group = groupOf(pid);
  if (group === null || !read(pid, 'cmdline').includes(mark)) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

function stat(pid: number): { readonly state: string | undefined; readonly group: number } | null {
  const text = read(pid, 'stat');
  if (text === '') return null;
  const [state, , group] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state, group: Number(group) };
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
