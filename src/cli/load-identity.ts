import type { HttpIdentity } from '../ports/http.ts';
import type { Shell } from './shell.ts';

/** Reads HTTP client configuration files; what reads YAML is loaded only where there is one. */
export function identityLoader({ files }: Pick<Shell, 'files'>): (path: string) => Promise<HttpIdentity> {
  return async (path) => (await import('../config/http-config/load-http-config.ts')).loadHttpConfig(path, files);
}
