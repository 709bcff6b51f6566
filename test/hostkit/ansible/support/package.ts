import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAND_IN = fileURLToPath(new URL('../../support/duplicati-cli', import.meta.url));

/** Builds a package in a folder that brings the stand-in for duplicati-cli, every backup of which goes well; gives its file. */
export function buildDuplicatiPackage(folder: string, version: string): string {
  const root = join(folder, 'package');
  const bin = join(root, 'usr/bin');
  mkdirSync(join(root, 'DEBIAN'), { recursive: true });
  mkdirSync(bin, { recursive: true });
  const control = {
    Package: 'duplicati',
    Version: version,
    Architecture: 'all',
    Maintainer: 'nobody <nobody@example.com>',
    Description: 'stand-in',
  };
  const lines = Object.entries(control).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(root, 'DEBIAN/control'), lines.join(''));
  cpSync(STAND_IN, join(bin, 'duplicati-cli'));
  chmodSync(join(bin, 'duplicati-cli'), 0o755);
  writeFileSync(join(bin, 'plan'), 'exit 0\n');
  const file = join(folder, `duplicati_${version}_all.deb`);
  const { status, stderr } = spawnSync('dpkg-deb', ['--root-owner-group', '--build', root, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return file;
}
