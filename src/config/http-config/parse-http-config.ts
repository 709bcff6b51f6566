import type { Files } from '../../ports/files.ts';
import type { HttpIdentity } from '../../ports/http.ts';
import { readYaml } from '../../text/yaml/read.ts';
import type { YamlProblem } from '../../text/yaml/tree.ts';
import { ConfigError, ConfigErrors } from '../config-error.ts';
import { PLAIN_IDENTITY } from '../identity.ts';
import { readAuthorization } from './authorization.ts';
import { readHeaders } from './headers.ts';
import { readProxy } from './proxy.ts';
import { openSection } from './section.ts';
import { settingFiles } from './setting-file.ts';
import { readTls } from './tls.ts';

const KEYS = [
  ...['basic_auth', 'authorization', 'bearer_token', 'bearer_token_file', 'tls_config', 'http_headers'],
  ...['follow_redirects', 'enable_http2', 'proxy_url', 'no_proxy', 'proxy_from_environment'],
];

/**
 * Reads the format of promtool's and amtool's `--http.config.file`. Files that it names are looked up from the folder of `where`.
 * @throws ConfigErrors with everything that is wrong; no message quotes a value
 */
export async function parseHttpConfig(
  text: string,
  { files, where }: { readonly files: Files; readonly where: string },
): Promise<HttpIdentity> {
  const { root, problems: syntax } = readYaml(text, '1.2');
  const problems: YamlProblem[] = [...syntax];
  const section = root === null ? null : openSection(root, '', KEYS, problems);
  if (section === null) {
    if (problems.length > 0) throw errorsOf(where, problems);
    return PLAIN_IDENTITY;
  }
  const read = settingFiles(files, where);
  // Taken, and without effect: duptop speaks HTTP/1.1.
  section.flag('enable_http2', true);
  const identity: HttpIdentity = {
    ...(await readAuthorization(section, read)),
    headers: await readHeaders(section, read),
    tls: await readTls(section, read),
    followRedirects: section.flag('follow_redirects', true),
    ...readProxy(section),
  };
  if (problems.length > 0) throw errorsOf(where, problems);
  return identity;
}

function errorsOf(where: string, problems: readonly YamlProblem[]): ConfigErrors {
  const sorted = problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
  return new ConfigErrors(sorted.map(({ line, column, message }) => new ConfigError({ where, line, column }, message)));
}
