import type { Clock } from '../../ports/clock.ts';
import type { Handler, ServedAnswer, ServedRequest } from '../../ports/http-server.ts';
import { outageAt } from '../fleet/simulated-host.ts';
import type { ScrapedHost } from '../scrape/scraped-host.ts';
import { html, text } from './answers.ts';
import { type PageAt, pageOf } from './exporter-page.ts';

const COLLECTORS: ReadonlySet<string> = new Set(['filesystem', 'loadavg', 'meminfo', 'textfile', 'time', 'uname']);
const HOME = `<html>
<head><title>Node Exporter</title></head>
<body>
<h1>Node Exporter</h1>
<p><a href="/metrics">Metrics</a></p>
</body>
</html>`;

/** Serves a host's page as node_exporter 1.5 does, at `/metrics`. */
export function exporterHandler(scraped: ScrapedHost, clock: Clock): Handler {
  // Of a large fleet that takes a while, and whoever looks wants to see the table first.
  let pageAt: PageAt | null = null;
  return ({ target }: ServedRequest): ServedAnswer => {
    const now = clock.now();
    if (outageAt(scraped.host, now) !== null) return html('<html><h1>502 Bad Gateway</h1></html>\n', 502);
    const url = new URL(target, 'http://localhost');
    if (url.pathname !== '/metrics') return html(HOME);
    const collectors = url.searchParams.getAll('collect[]');
    const missing = collectors.find((name) => !COLLECTORS.has(name));
    if (missing !== undefined) {
      return text(
        `Couldn't create filtered metrics handler: couldn't create collector: missing collector: ${missing}`,
        400,
      );
    }
    pageAt ??= pageOf(scraped.families);
    return {
      status: 200,
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      body: pageAt(now, collectors.length === 0 ? null : new Set(collectors)),
    };
  };
}

/** Many exporters behind one port, each under a path that is its name. */
export function sharedHandler(exporters: ReadonlyMap<string, Handler>): Handler {
  return (request) => {
    const [, name = '', rest = ''] = /^\/([^/]*)(\/.*)?$/.exec(request.target) ?? [];
    const handler = exporters.get(name);
    return handler === undefined ? text('404 page not found\n', 404) : handler({ ...request, target: rest });
  };
}
