import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import { type NodeExporter, startNodeExporter } from './node-exporter.ts';
import { putFile } from './textfile.ts';

/** Enough for the light hosts: what duptop asks for. */
const LIGHT = ['textfile', 'uname'];

/** A machine of the running lab. */
export interface LabHost {
  readonly machine: Machine;
  readonly address: string;
  /** `ADDRESS:PORT` where its exporter listens, or would. */
  readonly target: string;
  /** The `instance` label in Prometheus. */
  readonly instance: string;
  /** What `node_uname_info` says; `null`: this machine can't give its exporter a name, and it shows none. */
  readonly nodename: string | null;
  readonly textfileDirectory: string;
  readonly exporterRunning: boolean;
  startExporter(): Promise<void>;
  /** Ends the exporter's process; its files and its port stay for `startExporter`. */
  stopExporter(): Promise<void>;
  /** Ends the exporter and removes what it left. */
  close(): Promise<void>;
}

export interface HostPlace {
  readonly address: string;
  readonly port: number;
  /** Parent of the hosts' own folders. */
  readonly folder: string;
  /** Whether each host can have a name of its own. */
  readonly named: boolean;
}

/** Lays out the machine's files; its exporter is not started yet. */
export function layOutHost(machine: Machine, { address, port, folder, named }: HostPlace): LabHost {
  const textfileDirectory = join(folder, machine.name);
  mkdirSync(textfileDirectory);
  for (const file of machine.files) putFile(textfileDirectory, file);
  const target = `${address}:${port}`;
  let exporter: NodeExporter | null = null;
  return {
    machine,
    address,
    target,
    instance: machine.instanceLabel ?? target,
    nodename: named ? machine.nodename : null,
    textfileDirectory,
    get exporterRunning() {
      return exporter?.running ?? false;
    },
    startExporter: async () => {
      if (exporter !== null) return exporter.restart();
      exporter = await startNodeExporter({
        textfileDirectory,
        address,
        port,
        ...(named ? { nodename: machine.nodename } : {}),
        // Without names of their own all hosts would show this machine's: better none.
        ...(machine.wholePage && named ? {} : { collectors: named ? LIGHT : ['textfile'] }),
      });
    },
    stopExporter: async () => exporter?.halt(),
    close: async () => exporter?.stop(),
  };
}

/** What happens to the machine once Prometheus has seen it as it was. */
export async function ageHost({ machine, textfileDirectory, stopExporter }: LabHost): Promise<void> {
  for (const file of machine.laterFiles) putFile(textfileDirectory, file);
  for (const name of machine.removedLater) rmSync(join(textfileDirectory, name));
  if (machine.exporter === 'stops') await stopExporter();
}
