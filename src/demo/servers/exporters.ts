import type { Clock } from '../../ports/clock.ts';
import type { Handler, HttpServers } from '../../ports/http-server.ts';
import type { SimulatedHost } from '../fleet/simulated-host.ts';
import type { Place, ScrapedHost } from '../scrape/scraped-host.ts';
import { text } from './answers.ts';
import { exporterHandler, sharedHandler } from './exporter.ts';
import { SwitchedServer } from './switched-server.ts';

/** So many exporters have a port of their own; more would be more sockets than a process may have. */
const MOST_PORTS = 64;
/** Loopback's broadcast address: the kernel refuses to connect to it at once, and nothing leaves the machine. */
const NOWHERE = '127.255.255.255';
const NODE_EXPORTER_PORT = 9100;

interface ExporterPorts {
  readonly clock: Clock;
  readonly httpServers: HttpServers;
}

interface Exporters {
  /** In the order of the hosts. */
  readonly places: readonly Place[];
  /** Until then they answer that they are not ready. */
  serve(hosts: readonly ScrapedHost[]): void;
  stop(): Promise<void>;
}

/** Gives each host's exporter a place on loopback. One that is down does not listen, and listens again when it is up. */
export async function startExporters(hosts: readonly SimulatedHost[], ports: ExporterPorts): Promise<Exporters> {
  const handlers = new Map<string, Handler>();
  const open: { close(): Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  };
  try {
    const shared = await ports.httpServers.listen(sharedHandler(handlers));
    open.push(shared);
    const places: Place[] = [];
    for (const [number, host] of hosts.entries()) {
      const { scrapeJob, outages } = host;
      if (outages.some(({ kind }) => kind === 'unreachable')) {
        places.push(placeOf(`${NOWHERE}:${NODE_EXPORTER_PORT + number}`));
      } else if (number >= MOST_PORTS) {
        const scrapeUrl = `http://${shared.address}/${scrapeJob}/metrics`;
        places.push({ instance: `${scrapeJob}:${NODE_EXPORTER_PORT}`, scrapeUrl });
      } else {
        const server = new SwitchedServer(host, (request) => (handlers.get(scrapeJob) ?? NOT_YET)(request), ports);
        open.push(server);
        places.push(placeOf(await server.start()));
      }
    }
    return {
      places,
      serve: (scraped) => {
        for (const each of scraped) handlers.set(each.host.scrapeJob, exporterHandler(each, ports.clock));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const NOT_YET: Handler = () => text('Service Unavailable\n', 503);

function placeOf(address: string): Place {
  return { instance: address, scrapeUrl: `http://${address}/metrics` };
}
