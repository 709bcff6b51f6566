import type { RemoteOperation } from '../../domain/database/remote-operation.ts';
import { byteSize } from '../../text/byte-size.ts';
import { moment } from '../../text/moment.ts';
import { say } from '../../text/safe-text.ts';
import { type Line, segment } from '../tone.ts';

const WORDS: Readonly<Record<string, string>> = {
  put: 'upload',
  get: 'download',
};
const WIDTH = 10;

/** `  2026-11-24 20:05:54Z  upload    duplicati-b38b….dblock.zip.aes  4.99 MB`: its row is there from its beginning on. */
export function remoteLine({ at, what, name, size }: RemoteOperation): Line {
  return [
    segment(say`  ${moment(at)}  `, 'muted'),
    segment(say`${(WORDS[what] ?? what).padEnd(WIDTH)}`),
    segment(say`${name === '' ? 'all that is there' : name}`),
    ...(size === null ? [] : [segment(say`  ${byteSize(size)}`, 'strong')]),
  ];
}
