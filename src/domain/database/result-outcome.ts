import type { Outcome } from '../outcome.ts';
import type { RunResult } from './run-result.ts';

/**
 * How a run ended, as duplicati-cli's exit code says it too: a good run that uploaded nothing is `unchanged` (exit code 1), whatever it
 * counted: so is a dry run. `other` for a result that says nothing we know.
 */
export function outcomeOfResult(result: RunResult): Outcome {
  switch (result.parsed) {
    case 'fatal':
      return 'failed';
    case 'error':
      return 'errors';
    case 'warning':
      return result.partial ? 'partial' : 'warnings';
    case 'success':
      if (result.partial) return 'partial';
      return isUnchanged(result) ? 'unchanged' : 'success';
    case null:
      return 'other';
  }
}

function isUnchanged({ mainOperation, backend, added, modified, deleted }: RunResult): boolean {
  if (mainOperation !== 'Backup') return false;
  if (backend?.bytesUploaded != null) return backend.bytesUploaded === 0;
  return added === 0 && modified === 0 && deleted === 0;
}
