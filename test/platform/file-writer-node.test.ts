import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { nodeFileWriter } from '../../src/platform/file-writer-node.ts';
import { FileError } from '../../src/ports/files.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder: string;
beforeEach(() => {
  const { path, remove } = tempFolder('file-writer');
  folder = path;
  onTestFinished(remove);
});

const modeOf = (path: string) => statSync(path).mode & 0o7777;

describe('writing a file', () => {
  it('makes the folders that it lies in, and gives it exactly the wanted mode', async () => {
    const before = process.umask(0o077);
    onTestFinished(() => void process.umask(before));
    const path = join(folder, 'a/b/run.sh');
    await nodeFileWriter.write(path, '#!/bin/sh\n', 0o755);
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n');
    expect(modeOf(path)).toBe(0o755);
  });

  it('puts it in the place of what was there, and leaves nothing else', async () => {
    const path = join(folder, 'x');
    writeFileSync(path, 'old');
    await nodeFileWriter.write(path, 'new', 0o644);
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['new', ['x']]);
  });

  it('replaces a link and does not touch what it points to', async () => {
    const [other, link] = [join(folder, 'other'), join(folder, 'link')];
    writeFileSync(other, 'precious');
    symlinkSync(other, link);
    await nodeFileWriter.write(link, 'new', 0o644);
    expect(readFileSync(other, 'utf8')).toBe('precious');
    expect([lstatSync(link).isSymbolicLink(), readFileSync(link, 'utf8')]).toEqual([false, 'new']);
  });

  it('says why it could not, and leaves nothing behind', async () => {
    const path = join(folder, 'taken');
    mkdirSync(path);
    await expect(nodeFileWriter.write(path, 'x', 0o644)).rejects.toMatchObject({ name: 'FileError', path });
    writeFileSync(join(folder, 'file'), '');
    const below = nodeFileWriter.write(join(folder, 'file/x'), 'x', 0o644);
    await expect(below).rejects.toThrow(FileError);
    expect(readdirSync(folder)).toEqual(['file', 'taken']);
    expect(existsSync(path)).toBe(true);
  });
});

describe('the mode of a file', () => {
  it('is set, where it is another', async () => {
    const path = join(folder, 'x');
    writeFileSync(path, '');
    chmodSync(path, 0o600);
    await nodeFileWriter.setMode(path, 0o755);
    expect(modeOf(path)).toBe(0o755);
  });

  it('can not be that of a file that is not there', async () => {
    await expect(nodeFileWriter.setMode(join(folder, 'x'), 0o755)).rejects.toMatchObject({ kind: 'missing' });
  });
});
