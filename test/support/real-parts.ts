import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where daemons and admin tools lie, though a user's PATH may leave it out. */
const ADMIN_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];
/** The table that `install-packages.sh` works from. */
const PACKAGES = new URL('../lab/packages.txt', import.meta.url);

/** Where a program lies, or `null` where this machine does not have it. */
export function findBinary(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), ...ADMIN_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

export function haveBinary(name: string): boolean {
  return findBinary(name) !== null;
}

/** Why a test that needs these programs can't run: `no jq; apt-get install jq`; `null` where it can. */
export function lackOf(...programs: readonly string[]): string | null {
  const lacking = programs.filter((name) => !haveBinary(name));
  if (lacking.length === 0) return null;
  const packages = new Set(lacking.map(packageOf));
  return `no ${lacking.join(', no ')}; apt-get install ${[...packages].join(' ')}`;
}

function packageOf(program: string): string {
  const lines = readFileSync(PACKAGES, 'utf8').split('\n');
  const row = lines.map((line) => line.split(/\s+/)).find(([name]) => name === program);
  return row?.[1] ?? program;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
