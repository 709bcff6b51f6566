import { type SafeText, say } from '../../text/safe-text.ts';
import { SourceError } from '../source-error.ts';
import type { Answer } from './answer.ts';

/** How asking one endpoint went, where a failure is not the end. */
export type Outcome<Data> = Answer<Data> | { readonly kind: 'failed'; readonly error: SourceError };

/** @throws whatever is no SourceError, and the caller's own wish to stop */
export async function outcomeOf<Data>(asking: Promise<Answer<Data>>): Promise<Outcome<Data>> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof SourceError && error.kind !== 'aborted') return { kind: 'failed', error };
    throw error;
  }
}

/** What there is to tell; `what` names the endpoint. */
export function warningsOf(what: string, outcome: Outcome<unknown>): readonly SafeText[] {
  if (outcome.kind === 'failed') return [say`${what}: ${outcome.error.message}`];
  return outcome.kind === 'data' ? outcome.warnings : [];
}

/** `null` where there is none. */
export function dataOf<Data>(outcome: Outcome<Data>): Data | null {
  return outcome.kind === 'data' ? outcome.data : null;
}
