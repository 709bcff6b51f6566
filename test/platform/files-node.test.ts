import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/platform/files-node.ts';
import { FileError } from '../../src/ports/files.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let at: (name: string) => string;

beforeAll(() => {
  folder = tempFolder('files');
  at = (name) => join(folder.path, name);
  writeFileSync(at('text'), 'grüß dich\n');
  writeFileSync(at('empty'), '');
  writeFileSync(at('latin1'), Buffer.from('gr\xfc\xdf', 'latin1'));
  mkdirSync(at('folder'));
  writeFileSync(at('folder/b'), '');
  writeFileSync(at('folder/a'), '');
  symlinkSync('text', at('link'));
  symlinkSync('loop', at('loop'));
  execFileSync('mkfifo', [at('fifo')]);
});
afterAll(() => folder.remove());

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof FileError) return `${error.kind}: ${error.message}`;
  throw new Error(`no FileError, but ${error}`);
}

describe('reading a text', () => {
  test('gives all of it, through a link too', async () => {
    expect(await nodeFiles.readText(at('text'), 100)).toBe('grüß dich\n');
    expect(await nodeFiles.readText(at('link'), 100)).toBe('grüß dich\n');
    expect(await nodeFiles.readText(at('empty'), 100)).toBe('');
  });

  test('reads what has no size beforehand', async () => {
    expect(await nodeFiles.readText('/proc/self/status', 100_000)).toContain('Pid:');
  });

  test('is bounded, though the size says 0', async () => {
    expect(await nodeFiles.readText(at('text'), 12)).toHaveLength(10);
    expect(await refusal(nodeFiles.readText(at('text'), 11))).toBe('too-large: larger than 11 bytes');
    expect(await refusal(nodeFiles.readText('/proc/self/status', 11))).toBe('too-large: larger than 11 bytes');
  });

  test('does not wait for a FIFO’s writer, nor read a device or a folder', async () => {
    for (const path of [at('fifo'), '/dev/zero', at('folder')]) {
      expect(await refusal(nodeFiles.readText(path, 100))).toBe('other: not a regular file');
    }
  });

  test('says what was wrong', async () => {
    expect(await refusal(nodeFiles.readText(at('none'), 9))).toBe('missing: no such file or folder');
    expect(await refusal(nodeFiles.readText(at('text/below'), 9))).toBe('missing: no such file or folder');
    expect(await refusal(nodeFiles.readText(at('latin1'), 9))).toBe('not-text: not UTF-8 text');
    expect(await refusal(nodeFiles.readText(at('loop'), 9))).toBe('other: symbolic links go round in a circle');
  });

  test.skipIf(process.getuid?.() === 0)('says that it is not allowed', async () => {
    writeFileSync(at('private'), '');
    chmodSync(at('private'), 0);
    expect(await refusal(nodeFiles.readText(at('private'), 9))).toBe('denied: no permission to read it');
  });
});

describe('reading a file as it is', () => {
  test('gives its bytes and its permissions', async () => {
    expect(Buffer.from(await nodeFiles.readBytes(at('latin1'), 9)).toString('latin1')).toBe('grüß');
    expect(await refusal(nodeFiles.readBytes(at('latin1'), 3))).toBe('too-large: larger than 3 bytes');
    chmodSync(at('latin1'), 0o640);
    expect(await nodeFiles.mode(at('latin1'))).toBe(0o640);
    expect(await refusal(nodeFiles.mode(at('none')))).toBe('missing: no such file or folder');
  });
});

describe('listing a folder', () => {
  test('gives its names in order', async () => {
    expect(await nodeFiles.list(at('folder'))).toEqual(['a', 'b']);
  });

  test('gives null where there is none', async () => {
    expect(await nodeFiles.list(at('none'))).toBeNull();
    expect(await nodeFiles.list(at('text/none'))).toBeNull();
  });

  test('fails for what is no folder', async () => {
    expect(await refusal(nodeFiles.list(at('text')))).toMatch(/^missing: /);
  });
});

test('a path’s kind is told', async () => {
  const kinds = await Promise.all(
    ['text', 'link', 'folder', 'fifo', 'none', 'text/below', 'loop'].map((name) => nodeFiles.kind(at(name))),
  );
  expect(kinds).toEqual(['file', 'file', 'folder', 'other', 'missing', 'missing', 'other']);
});
