import type { RunResult } from '../../domain/database/run-result.ts';
import { byteSize } from '../../text/byte-size.ts';
import { join } from '../../text/join.ts';
import { type SafeText, say } from '../../text/safe-text.ts';

/** What a run did, in a line: what changed among how much, what went to the destination, and what it did beside that. */
export function resultWords(result: RunResult): SafeText {
  const parts = [...fileWords(result), ...backendWords(result), ...partWords(result)];
  return parts.length === 0 ? say`it says no more` : join(parts, say`; `);
}

function fileWords(result: RunResult): readonly SafeText[] {
  const { added, modified, deleted, examined, examinedBytes, restored, restoredBytes } = result;
  const changes = [
    ...counted(added, 'added'),
    ...counted(modified, 'changed'),
    ...counted(deleted, 'deleted'),
    ...counted(result.filesWithError, 'failed'),
    ...counted(result.notProcessed, 'not processed'),
  ];
  const size = examinedBytes === null ? say`` : say` (${byteSize(examinedBytes)})`;
  const among = examined === null ? say`` : say` of ${files(examined)}${size}`;
  const isBackup = examined !== null || changes.length > 0;
  return [
    ...(result.dryRun ? [say`a dry run: nothing was kept`] : []),
    ...(isBackup ? [say`${changes.length === 0 ? 'nothing changed' : join(changes, say`, `)}${among}`] : []),
    ...(restored === null || restored === 0
      ? []
      : [say`restored ${files(restored)}${restoredBytes === null ? '' : say` (${byteSize(restoredBytes)})`}`]),
  ];
}

function backendWords({ backend }: RunResult): readonly SafeText[] {
  if (backend === null) return [];
  const { bytesUploaded, filesUploaded, bytesDownloaded, filesDeleted, retries } = backend;
  const moved: SafeText[] = [];
  if (bytesUploaded !== null && bytesUploaded > 0)
    moved.push(
      say`uploaded ${byteSize(bytesUploaded)}${filesUploaded === null ? '' : say` in ${files(filesUploaded)}`}`,
    );
  if (bytesDownloaded !== null && bytesDownloaded > 0) moved.push(say`downloaded ${byteSize(bytesDownloaded)}`);
  if (filesDeleted !== null && filesDeleted > 0) moved.push(say`deleted ${files(filesDeleted)} there`);
  if (retries !== null && retries > 0) moved.push(say`${retries} ${retries === 1 ? 'retry' : 'retries'}`);
  return moved;
}

function partWords({ parts: { compact, deletedVersions, test } }: RunResult): readonly SafeText[] {
  const words: SafeText[] = [];
  if (deletedVersions !== null && deletedVersions > 0)
    words.push(say`took ${deletedVersions} old ${deletedVersions === 1 ? 'version' : 'versions'} away`);
  if (compact !== null && compact.deleted + compact.uploaded > 0)
    words.push(say`compacted ${files(compact.deleted)} into ${compact.uploaded}`);
  if (test !== null && test.broken.length > 0)
    words.push(
      say`${test.broken.length} of ${files(test.verified)} checked at the destination ${test.broken.length === 1 ? 'is' : 'are'} damaged`,
    );
  else if (test !== null) words.push(say`checked ${files(test.verified)}`);
  return words;
}

function counted(count: number | null, what: string): readonly SafeText[] {
  return count === null || count === 0 ? [] : [say`${count} ${what}`];
}

function files(count: number): SafeText {
  return say`${count} ${count === 1 ? 'file' : 'files'}`;
}
