import { chmodSync, existsSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import type { StagedFile } from './order.ts';

const PROGRAM_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];

export function writeFile({ file, content, mode, modifiedAt }: StagedFile): void {
  if ('program' in content) {
    const folder = PROGRAM_FOLDERS.find((each) => existsSync(`${each}/${content.program}`));
    if (folder !== undefined) symlinkSync(`${folder}/${content.program}`, file);
    return;
  }
  writeFileSync(file, content.text);
  chmodSync(file, mode);
  if (modifiedAt !== null) utimesSync(file, modifiedAt / 1000, modifiedAt / 1000);
}
