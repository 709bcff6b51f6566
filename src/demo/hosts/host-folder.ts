import { betterKey, dbPathOf } from '../../domain/db-path.ts';
import { METRIC_PREFIX } from '../../domain/metric.ts';
import { textfileName } from '../../domain/metric-name.ts';
import type { SimulatedHost, SimulatedJob } from '../fleet/simulated-host.ts';

/** Where a machine has what scripts and wrappers start. */
const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A simulated host, and the folder that stands for its file system. */
export interface HostFolder {
  readonly host: SimulatedHost;
  /** Without a slash at its end. */
  readonly root: string;
}

/** Programs of the host's own come before the machine's. */
export function searchPath({ root }: HostFolder): string {
  return `${root}/bin:${USUAL_PATH}`;
}

/** A folder with what the classic wrapper needs, and without duplicati-cli. */
export function poorFolder({ root }: HostFolder): string {
  return `${root}/usr/bin`;
}

export function textfileFolder({ root }: HostFolder): string {
  return `${root}/var/lib/prometheus/node-exporter`;
}

export function wrapperFile({ root }: HostFolder): string {
  return `${root}/opt/duplicati_wrapper.sh`;
}

/** Settings of the better wrapper. */
export function settingsFile({ root }: HostFolder): string {
  return `${root}/etc/duplicati-wrapper.conf`;
}

/** What `crontab -l` shows. */
export function crontabFile({ root }: HostFolder): string {
  return `${root}/var/spool/cron/crontabs/root`;
}

export function databaseFile({ host, root }: HostFolder, { path }: SimulatedJob): string {
  return root + dbPathOf(path, host.edition);
}

export function classicTextfile(folder: HostFolder, { metric }: SimulatedJob): string {
  return `${textfileFolder(folder)}/${textfileName(metric)}`;
}

export function labelledTextfile(folder: HostFolder, { path }: SimulatedJob): string {
  return `${textfileFolder(folder)}/${METRIC_PREFIX}job_${betterKey(path)}.prom`;
}

export function logFolder({ root }: HostFolder): string {
  return `${root}/var/log/duplicati`;
}
