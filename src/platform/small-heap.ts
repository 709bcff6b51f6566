import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * For a process that makes much garbage every few seconds and does nothing in between: V8 would let the heap grow to many times of what
 * is in use (500 MiB where 40 are, with 10,000 jobs), as it never sees a reason to tidy up. The returned function does so, now.
 */
export function keepHeapSmall(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: { readonly type: 'major'; readonly execution: 'sync' }) => void;
  return () => collect({ type: 'major', execution: 'sync' });
}
