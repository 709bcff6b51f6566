import type { EpochMs } from '../../src/domain/time.ts';
import { eventually } from '../support/eventually.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startAlertmanager } from './alertmanager.ts';
import { fieldRules } from './field-rules.ts';
import { freePort } from './free-port.ts';
import { canRename } from './host-name.ts';
import { ageHost, type LabHost, layOutHost } from './lab-host.ts';
import { machinesAt } from './machines.ts';
import { askPrometheus, type Prometheus, type ScrapeConfig, startPrometheus } from './prometheus.ts';
import type { Service } from './service.ts';
import { type Situation, situationsOn } from './situation.ts';
import { classicFile, classicMetricOf, type LabRun, putFile } from './textfile.ts';

/** The last byte of the first host's address: `127.0.0.11`. */
const FIRST_HOST = 11;

/** A living fleet on loopback, with every situation that duptop must tell. */
export interface Lab {
  /** Times of the situations are relative to this. */
  readonly startedAt: EpochMs;
  readonly prometheus: Prometheus;
  readonly alertmanager: Service;
  readonly hosts: readonly LabHost[];
  readonly situations: readonly Situation[];
  /** Resolves when the situations are there: all targets scraped, files broken and exporters stopped after that, rules evaluated, alerts sent. */
  readonly ready: Promise<void>;
  /** By the name of the scrape job. @throws Error for a name that no host has */
  host(name: string): LabHost;
  /** A run of the classic wrapper ends there: its file is written anew. */
  writeJob(host: string, path: string, run: LabRun): void;
  stopExporter(host: string): Promise<void>;
  startExporter(host: string): Promise<void>;
  /** Ends Prometheus and keeps its data and port for `startPrometheus`. */
  stopPrometheus(): Promise<void>;
  startPrometheus(): Promise<void>;
  /** Ends every process and removes every file of the lab. */
  stop(): Promise<void>;
}

/** Starts the fleet; `lab.ready` tells when all of it can be seen. */
export async function startLab(): Promise<Lab> {
  const startedAt = Date.now();
  const folder = tempFolder('lab');
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.allSettled(closing.map((close) => close()));
    folder.remove();
  };
  try {
    const named = canRename();
    const port = await freePort('0.0.0.0');
    const hosts = machinesAt(startedAt)
      // Hosts that share a name can't without one.
      .filter(({ nodename }, _, all) => named || all.filter((other) => other.nodename === nodename).length === 1)
      .map((machine, index) =>
        layOutHost(machine, { address: `127.0.0.${FIRST_HOST + index}`, port, folder: folder.path, named }),
      );
    closing.push(...hosts.map((host) => host.close));
    await Promise.all(
      hosts.filter(({ machine }) => machine.exporter !== 'never-up').map((host) => host.startExporter()),
    );
    const alertmanager = await startAlertmanager();
    closing.push(alertmanager.stop);
    const prometheus = await startPrometheus({
      scrapeConfigs: hosts.map(scrapeConfig),
      rules: [
        fieldRules(
          hosts.flatMap(({ machine }) => machine.rules),
          '0s',
        ),
      ],
      alertmanagers: [`${alertmanager.address}:${alertmanager.port}`],
      history: hosts.flatMap(({ machine, instance }) =>
        machine.history.map((past) => ({ ...past, labels: { job: machine.name, instance } })),
      ),
    });
    closing.push(prometheus.stop);
    const ready = makeReady(prometheus, alertmanager, hosts);
    // Whoever does not wait for it does not want to hear of it either.
    ready.catch(() => {});
    const host = (name: string): LabHost => {
      const found = hosts.find(({ machine }) => machine.name === name);
      if (found === undefined) throw new Error(`the lab has no host ${name}`);
      return found;
    };
    return {
      startedAt,
      prometheus,
      alertmanager,
      hosts,
      situations: situationsOn(hosts),
      ready,
      host,
      writeJob: (name, path, run) => {
        const { machine, textfileDirectory } = host(name);
        putFile(textfileDirectory, classicFile(classicMetricOf(machine.nodename, path), run));
      },
      stopExporter: (name) => host(name).stopExporter(),
      startExporter: (name) => host(name).startExporter(),
      stopPrometheus: prometheus.halt,
      startPrometheus: prometheus.restart,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function scrapeConfig({ machine, target }: LabHost): ScrapeConfig {
  const labels = machine.instanceLabel === null ? {} : { labels: { instance: machine.instanceLabel } };
  return { job_name: machine.name, static_configs: [{ targets: [target], ...labels }] };
}

async function makeReady(prometheus: Prometheus, alertmanager: Service, hosts: readonly LabHost[]): Promise<void> {
  await prometheus.settled();
  await Promise.all(hosts.map(ageHost));
  await prometheus.settled();
  await eventually(() => prometheus.running && sameAlerts(prometheus, alertmanager), { what: 'the alerts to be sent' });
}

interface LabelledAlert {
  readonly labels: Readonly<Record<string, string>>;
}

async function sameAlerts(prometheus: Prometheus, alertmanager: Service): Promise<boolean> {
  const { alerts } = await askPrometheus<{ alerts: LabelledAlert[] }>(prometheus.url, 'alerts');
  const answer = await fetch(`${alertmanager.url}/api/v2/alerts`);
  const names = (list: readonly LabelledAlert[]): string => String(list.map(({ labels }) => labels.alertname).sort());
  return names(alerts) === names((await answer.json()) as LabelledAlert[]);
}
