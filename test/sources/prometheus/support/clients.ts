import { PLAIN_IDENTITY } from '../../../../src/config/identity.ts';
import { createHttp } from '../../../../src/platform/http-got.ts';
import type { HttpIdentity } from '../../../../src/ports/http.ts';
import { createPrometheus, type Prometheus } from '../../../../src/sources/prometheus/client.ts';
import { SourceError } from '../../../../src/sources/source-error.ts';

interface Choices {
  readonly identity?: Partial<HttpIdentity>;
  readonly deadlineMs?: number;
  readonly maxBodyBytes?: number;
}

/** A client over real HTTP. */
export function prometheusAt(
  url: string,
  { identity, deadlineMs = 20_000, maxBodyBytes = 32e6 }: Choices = {},
): Prometheus {
  const http = createHttp({ userAgent: 'duptop/test' });
  return createPrometheus(
    { name: 'test', url, identity: { ...PLAIN_IDENTITY, ...identity }, deadlineMs, maxBodyBytes },
    http,
  );
}

/** The SourceError that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<SourceError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  if (outcome instanceof SourceError) return outcome;
  throw new Error(`no SourceError, but ${outcome instanceof Error ? outcome : JSON.stringify(outcome)}`);
}
