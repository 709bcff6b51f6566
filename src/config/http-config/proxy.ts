import type { HttpIdentity } from '../../ports/http.ts';
import { say } from '../../text/safe-text.ts';
import type { Section } from './section.ts';

type Proxy = Pick<HttpIdentity, 'proxyUrl' | 'noProxy' | 'proxyFromEnvironment'>;

export function readProxy(root: Section): Proxy {
  const url = root.text('proxy_url');
  const except = root.text('no_proxy');
  const proxyFromEnvironment = root.flag('proxy_from_environment', false);
  if (proxyFromEnvironment && url !== null) {
    root.problem(url, say`proxy_url and proxy_from_environment exclude each other`);
  }
  if (proxyFromEnvironment && except !== null) {
    root.problem(
      except,
      say`no_proxy and proxy_from_environment exclude each other: the environment has its own NO_PROXY`,
    );
  }
  if (!proxyFromEnvironment && except !== null && url === null) {
    root.problem(except, say`no_proxy needs a proxy_url`);
  }
  if (url !== null && !/^https?:$/.test(URL.parse(url.text)?.protocol ?? '')) {
    root.problem(url, say`proxy_url must be an http:// or https:// address`);
  }
  return { proxyUrl: url?.text ?? null, noProxy: except?.text ?? null, proxyFromEnvironment };
}
