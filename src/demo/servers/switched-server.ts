import type { Clock } from '../../ports/clock.ts';
import type { Handler, HttpServer, HttpServers } from '../../ports/http-server.ts';
import { outageAt, type SimulatedHost } from '../fleet/simulated-host.ts';

/** A server that listens as long as its host's exporter does, always at the same port. */
export class SwitchedServer {
  readonly #host: SimulatedHost;
  readonly #handler: Handler;
  readonly #clock: Clock;
  readonly #servers: HttpServers;
  #port = 0;
  #server: HttpServer | null = null;
  #cancel: () => void = () => {};
  #switching: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    host: SimulatedHost,
    handler: Handler,
    { clock, httpServers }: { readonly clock: Clock; readonly httpServers: HttpServers },
  ) {
    this.#host = host;
    this.#handler = handler;
    this.#clock = clock;
    this.#servers = httpServers;
  }

  /** Gives the address, `127.0.0.1:PORT`; whether anything listens there yet is the host's story. */
  async start(): Promise<string> {
    this.#server = await this.#servers.listen(this.#handler);
    const { port, address } = this.#server;
    this.#port = port;
    await this.#switch();
    return address;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#switching;
    await this.#server?.close();
    this.#server = null;
  }

  async #switch(): Promise<void> {
    const isDown = outageAt(this.#host, this.#clock.now()) === 'down';
    if (isDown) {
      await this.#server?.close();
      this.#server = null;
    } else {
      // Where somebody else has taken the port meanwhile it stays down.
      this.#server ??= await this.#servers.listen(this.#handler, this.#port).catch(() => null);
    }
    if (!this.#closed) this.#wait();
  }

  #wait(): void {
    const now = this.#clock.now();
    const next = this.#host.outages
      .flatMap(({ from, to }) => [from, to])
      .filter((at) => at > now && Number.isFinite(at));
    if (next.length === 0) return;
    this.#cancel = this.#clock.after(Math.min(...next) - now, () => {
      this.#switching = this.#switch();
    });
  }
}
