import { eventually, GiveUp } from '../support/eventually.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { freePort } from './free-port.ts';
import { type LabProcess, startProcess } from './process.ts';

/** Two noisy cores may start many of them at once. */
const READY_DEADLINE_MS = 60_000;
const START_TRIES = 3;
const PORT_TAKEN = /address already in use/i;

/** A server of the lab, listening on loopback only. */
export interface Service {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** `http://ADDRESS:PORT` */
  readonly url: string;
  readonly pid: number;
  readonly running: boolean;
  /** Its own folder: configuration and data. */
  readonly folder: string;
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Ends the process and keeps port and data, for `restart`. */
  halt(): Promise<void>;
  /** Starts it again on the same port and data; resolves when it is ready. */
  restart(): Promise<void>;
  /** Ends the process and removes its folder. */
  stop(): Promise<void>;
}

export interface ServiceSpec {
  readonly name: string;
  readonly address?: string;
  /** A free one where it is left out. */
  readonly port?: number;
  /** Path that answers with 200 when it is ready to serve. */
  readonly readyPath: string;
  /** Writes what it needs into its folder, before the first start. */
  prepare?(place: Place): void | Promise<void>;
  command(place: Place): readonly [file: string, ...args: string[]];
}

interface Place {
  readonly folder: string;
  readonly address: string;
  readonly port: number;
  /** `ADDRESS:PORT` */
  readonly listen: string;
}

/** Starts a server and waits until it is ready. @throws Error with the end of its output when it does not come up. */
export async function startService(spec: ServiceSpec): Promise<Service> {
  const folder = tempFolder(spec.name);
  try {
    for (let attempt = 1; ; attempt++) {
      const service = await placed(spec, folder);
      try {
        await service.restart();
        return service;
      } catch (error) {
        await service.halt();
        const takenMeanwhile = spec.port === undefined && PORT_TAKEN.test(service.output());
        if (!takenMeanwhile || attempt === START_TRIES) throw error;
      }
    }
  } catch (error) {
    folder.remove();
    throw error;
  }
}

async function placed(spec: ServiceSpec, folder: TempFolder): Promise<Service> {
  const address = spec.address ?? '127.0.0.1';
  const port = spec.port ?? (await freePort(address));
  const place: Place = { folder: folder.path, address, port, listen: `${address}:${port}` };
  await spec.prepare?.(place);
  const url = `http://${place.listen}`;
  let child: LabProcess | null = null;
  const halt = async (): Promise<void> => child?.stop();
  return {
    name: spec.name,
    address,
    port,
    url,
    get pid() {
      return child?.pid ?? -1;
    },
    get running() {
      return child?.running ?? false;
    },
    folder: folder.path,
    output: () => child?.output() ?? '',
    signal: (name) => child?.signal(name),
    halt,
    restart: async () => {
      await halt();
      const [file, ...args] = spec.command(place);
      child = startProcess(file, args);
      await untilReady(spec.name, url + spec.readyPath, child);
    },
    stop: async () => {
      await halt();
      folder.remove();
    },
  };
}

async function untilReady(name: string, url: string, child: LabProcess): Promise<void> {
  const answers = async (): Promise<boolean> => {
    if (!child.running) throw new GiveUp(`${name} ended with ${await child.exited}:\n${child.output()}`);
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  };
  try {
    await eventually(answers, { what: `${name} to answer at ${url}`, deadlineMs: READY_DEADLINE_MS });
  } catch (error) {
    if (error instanceof GiveUp) throw error;
    throw new Error(`${name} is not ready:\n${child.output()}`, { cause: error });
  }
}
