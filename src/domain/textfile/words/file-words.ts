import { say } from '../../../text/safe-text.ts';
import type { UnreadableCode } from '../finding.ts';
import type { Words } from './words.ts';

const TEXTFILE_NAME = '.prom';
/** What the wrapper writes before it moves it into place. */
const TEMPORARY = /\.prom\.\d+$/;

/** Whether node_exporter looks into a file of this name: case counts, and a dot in front does not hide it. */
export function isTextfileName(name: string): boolean {
  return name.endsWith(TEXTFILE_NAME);
}

/** Whether the name is one that a person may take for a textfile's: `x.prom.123`, `x.prom~`, `x.PROM`. */
export function looksLikeTextfile(name: string): boolean {
  return name.toLowerCase().includes(TEXTFILE_NAME);
}

export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}

export function ignoredWords(name: string): Words {
  return isTemporaryName(name)
    ? {
        message: say`a temporary file: its writer was killed before it could move it into place, or is at work`,
        fix: say`remove it where no run is going on`,
      }
    : { message: say`its name does not end in .prom`, fix: say`name it so where its series are wanted` };
}

export const UNREADABLE_WORDS: Readonly<Record<UnreadableCode, Words>> = {
  'dangling-link': {
    message: say`a link to something that is not there: node_exporter can't open it`,
    fix: say`remove the link, or bring its target back`,
  },
  'no-regular-file': {
    message: say`no regular file: node_exporter can't open a socket, and waits for ever at a pipe`,
    fix: say`remove it`,
  },
  denied: {
    message: say`you may not read it, so nothing can be said about it`,
    fix: say`run this as root, or as the user that node_exporter runs as`,
  },
  'too-large': {
    message: say`too large to be looked at`,
    fix: say`a textfile of some kilobytes is usual: is this one meant to be here?`,
  },
};
