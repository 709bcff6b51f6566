import { expect, it } from 'vitest';
import { complaintKind, destinationTrouble } from '../../../src/domain/chain/complaint-kind.ts';

it.each([
  ['Fatal error => Connection refused', 'destination'],
  ['Fatal error => The remote server returned an error: (401) Unauthorized.', 'destination'],
  ["Fatal error => Could not find a part of the path '/mnt/backup/host'.", 'destination'],
  ['ErrorID: FolderMissing', 'destination'],
  ['Fatal error => No such host is known', 'destination'],
  ['Fatal error => Found 3 files that are missing from the remote storage, please run repair', 'remote-files'],
  ['Failed to process path: /srv/512 => Access to the path "/srv/512" is denied.', 'source'],
  ['Fatal error => Backed up 512 of 600 files', null],
  ['Fatal error => database is locked', 'database-locked'],
  ['Fatal error => database disk image is malformed', 'database-damaged'],
  ['System.IO.IOException: No space left on device', 'disk'],
  ['database or disk is full', 'disk'],
  ['ErrorID: PassphraseChangeNotSupported', 'passphrase'],
  ['Something that nobody has seen before', null],
])('%s tells of: %s', (line, kind) => {
  expect(complaintKind(line)).toBe(kind);
});

it.each([
  ['(401) Unauthorized', 'it refused the credentials'],
  ['Connection timed out', 'it could not be reached'],
  ['insufficient_space', 'it is full'],
  ['dropbox did something', 'it could not be used'],
])('%s in words: %s', (line, words) => {
  expect(destinationTrouble(line)).toBe(words);
});
