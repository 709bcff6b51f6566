import type { Clock } from '../ports/clock.ts';
import type { Handler, HttpServer, HttpServers } from '../ports/http-server.ts';
import { alertingRules } from './alerting/alert-rules.ts';
import { buildFleet, type FleetSize } from './fleet/build-fleet.ts';
import { indexOf } from './promql/series-index.ts';
import { type ScrapedHost, scrapedHosts } from './scrape/scraped-host.ts';
import { storedSeries } from './scrape/stored-series.ts';
import { alertmanagerHandler } from './servers/alertmanager.ts';
import { startExporters } from './servers/exporters.ts';
import { prometheusHandler } from './servers/prometheus.ts';

export interface DemoOptions extends FleetSize {
  /** The same seed makes the same fleet. */
  readonly seed: number;
}

export interface DemoPorts {
  readonly clock: Clock;
  readonly httpServers: HttpServers;
}

/** A simulated fleet that can be asked. */
export interface Demo {
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;
  /** Of each host's exporter, whether it answers or not. */
  readonly exporters: readonly { readonly host: string; readonly url: string }[];
  readonly hosts: readonly ScrapedHost[];
  /** Frees all ports. */
  stop(): Promise<void>;
}

/** Starts a Prometheus, an Alertmanager and the exporters of a simulated fleet on loopback; the demo begins now. */
export async function startDemo(options: DemoOptions, { clock, httpServers }: DemoPorts): Promise<Demo> {
  const { seed } = options;
  const fleet = buildFleet(options, { seed, startedAt: Math.floor(clock.now() / 1000) * 1000 });
  const ended: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(ended.splice(0).map((end) => end()));
  };
  const listen = async (): Promise<HttpServer & { serve(handler: Handler): void }> => {
    let current: Handler | null = null;
    const server = await httpServers.listen((request) => (current ?? NOT_YET)(request));
    ended.push(() => server.close());
    return {
      ...server,
      serve: (handler) => {
        current = handler;
      },
    };
  };
  try {
    const exporters = await startExporters(fleet.hosts, { clock, httpServers });
    ended.push(() => exporters.stop());
    const hosts = scrapedHosts(fleet, exporters.places);
    exporters.serve(hosts);
    const [prometheus, alertmanager] = [await listen(), await listen()];
    const rules = alertingRules(hosts);
    const index = indexOf(storedSeries(hosts));
    prometheus.serve(prometheusHandler({ index, hosts, rules, alertmanager: alertmanager.address }, clock));
    alertmanager.serve(alertmanagerHandler({ rules, seed, prometheus: prometheus.address }, clock));
    return {
      prometheusUrl: `http://${prometheus.address}`,
      alertmanagerUrl: `http://${alertmanager.address}`,
      exporters: hosts.map(({ host, scrapeUrl }) => ({ host: host.scrapeJob, url: scrapeUrl })),
      hosts,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const NOT_YET: Handler = () => ({ status: 503, contentType: 'text/plain; charset=utf-8', body: 'Service Unavailable' });
