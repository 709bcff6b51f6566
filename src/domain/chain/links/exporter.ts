import { bashText } from '../../../text/bash-text.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { type ChainFacts, judged, seenOnHost, unseen } from '../chain-facts.ts';
import type { ExporterProcess, HostFacts } from '../host-facts.ts';
import type { JobOnHost } from '../job-on-host.ts';
import { brokenBy, type Fault, fault, intact, judgedFault, type Link, unchecked } from '../link.ts';
import { commandThere } from '../show-command.ts';
import { classicFiles, fileRun } from '../textfile-of-job.ts';

const DEFAULT_PORT = '9100';
/** Debian's build has this as its default, under the name of its package; upstream's has none. */
const DEBIAN = { program: 'prometheus-node', folder: '/var/lib/prometheus/node-exporter' };
const STATUS = ['systemctl', 'status', 'prometheus-node-exporter'] as const;

/** Whether node_exporter runs, reads the folder that the wrapper writes to, and can be asked from here. */
export function exporterLink(facts: ChainFacts): Link {
  const { hostState } = facts;
  const seen = seenOnHost(facts);
  const process = seen === null ? null : exporterOf(seen.host, facts);
  const show = seen === null ? null : commandThere(facts, ...STATUS);
  const faults = [
    ...(seen !== null && process !== null ? settingFaults(facts, seen, process) : []),
    ...reachFaults(facts, seen, process),
  ];
  return brokenBy('exporter', faults, { show }, () => {
    const up = hostState?.exporter.up ?? null;
    const runs = process === null ? null : processText(process);
    if (up === true) {
      const where = hostState?.exporter.url ?? hostState?.instance ?? 'it';
      const refused = hostState?.exporter.error ?? null;
      const says = refused === null ? say`${where} answers` : say`Prometheus has its metrics; it did not answer us`;
      return intact('exporter', says, { evidence: [refused, runs], show });
    }
    if (process !== null) return intact('exporter', say`it runs`, { evidence: [runs], show });
    if (seen?.host.seesProcesses === true)
      return unchecked('exporter', say`no process named node_exporter there, and nobody asked one`, { show });
    return unchecked(
      'exporter',
      seen === null ? unseen(facts) : say`nobody asked it, and processes of others can't be seen`,
      { show },
    );
  });
}

function settingFaults(facts: ChainFacts, seen: JobOnHost, process: ExporterProcess): readonly Fault[] {
  const evidence = [processText(process), misplaced(seen.host)];
  const next = say`set --collector.textfile.directory in /etc/default/prometheus-node-exporter on ${facts.host}, and restart it`;
  const show = commandThere(facts, 'systemctl', 'restart', 'prometheus-node-exporter');
  if (process.collectorOff) {
    return [
      fault(
        'textfile-missing',
        say`node_exporter on ${facts.host} runs with its textfile collector switched off`,
        evidence,
        say`take --no-collector.textfile away, then ${show}`,
      ),
    ];
  }
  // It may read its flags from a file, or a folder by a pattern: what it shows is what it reads.
  if (process.sameFiles !== true || showsFile(facts, seen)) return [];
  const reads = folderOf(process);
  const files = classicFiles(seen);
  if (reads === null)
    return [
      fault(
        'textfile-missing',
        say`node_exporter on ${facts.host} was told no textfile folder: it reads none`,
        evidence,
        next,
      ),
    ];
  const [placed] = files;
  if (placed === undefined || files.some(({ folder }) => sameFolder(folder.folder, reads))) return [];
  return [
    fault(
      'textfile-missing',
      say`node_exporter on ${facts.host} reads ${reads}, and the wrapper writes to ${placed.folder.folder}`,
      [say`${placed.file.name} is in ${placed.folder.folder} only`, ...evidence],
      next,
    ),
  ];
}

/** Whether the exporter shows the very run that the wrapper's file tells of. */
function showsFile({ job }: ChainFacts, seen: JobOnHost): boolean {
  const shown = job?.seen.exporter ?? null;
  const startedAt = shown?.stale === false ? (shown.lastRun?.startedAt ?? null) : null;
  return startedAt !== null && startedAt === (fileRun(seen)?.startedAt ?? null);
}

function reachFaults(facts: ChainFacts, seen: JobOnHost | null, process: ExporterProcess | null): readonly Fault[] {
  const unit = seen?.host.exporterUnit ?? null;
  const found =
    seen === null || !seen.host.seesProcesses
      ? null
      : process === null
        ? say`no process named node_exporter on ${facts.host}${unit === null ? '' : say`; its unit is ${unit}`}`
        : processText(process);
  const start =
    seen !== null && process === null && unit !== null
      ? commandThere(facts, 'systemctl', 'start', 'prometheus-node-exporter')
      : null;
  const down = judged(facts, 'exporter-down').map((cause) => judgedFault(cause, [found], { fix: start }));
  if (down.length > 0 || seen === null) return down;
  return judged(facts, 'host-unreachable').map(({ evidence }) =>
    process === null && seen.host.seesProcesses
      ? fault(
          'exporter-down',
          say`node_exporter does not run on ${facts.host}, and nothing answers at its address`,
          [...evidence, found],
          commandThere(facts, ...STATUS),
          start,
        )
      : fault(
          'scrape-failing',
          say`${facts.host} answers here, but its exporter can't be reached: a firewall, or another address`,
          [...evidence, found],
          say`compare the address of the target with where it listens, and look at the firewall of ${facts.host}`,
        ),
  );
}

/** The one that listens where the fleet asks; else the one that sees the host's own files. */
function exporterOf({ exporters }: HostFacts, { hostState, target }: ChainFacts): ExporterProcess | null {
  const asked =
    URL.parse(target?.scrapeUrl ?? hostState?.exporter.url ?? '') ?? URL.parse(`http://${hostState?.instance ?? ''}/`);
  const score = ({ listens, sameFiles }: ExporterProcess): number => {
    const own = listens.length === 0 ? [`:${DEFAULT_PORT}`] : listens;
    const port = asked?.port || '80';
    const there = own.some((address) => address === `${asked?.hostname ?? ''}:${port}`);
    const anywhere = own.some(
      (address) => /^(?:0\.0\.0\.0|\[::\])?:\d+$/.test(address) && address.endsWith(`:${port}`),
    );
    const elsewhere = asked !== null && !there && !anywhere;
    return (there ? 8 : anywhere ? 4 : 0) + (sameFiles === true ? 2 : 0) - (elsewhere ? 100 : 0);
  };
  const [best] = exporters.toSorted((one, other) => score(other) - score(one));
  return best === undefined || score(best) < 0 ? null : best;
}

function folderOf({ folder, program }: ExporterProcess): string | null {
  if (folder !== null) return folder === '' ? null : folder;
  return program.startsWith(DEBIAN.program) ? DEBIAN.folder : null;
}

function processText(process: ExporterProcess): SafeText {
  const { pid, program, listens, sameFiles } = process;
  const reads = folderOf(process);
  return say`process ${pid} (${program}) listens at ${listens.length === 0 ? `:${DEFAULT_PORT}` : listens.join(', ')}${
    sameFiles === null
      ? ': which files it sees only root can tell'
      : sameFiles
        ? say`, and reads ${reads === null ? 'no textfile folder' : bashText(reads)}`
        : ", in a container or sandbox: which files it sees can't be told"
  }`;
}

function misplaced({ misplacedSetting }: HostFacts): SafeText | null {
  return misplacedSetting === null
    ? null
    : say`${misplacedSetting} sets a folder, but node_exporter reads /etc/default/prometheus-node-exporter, and systemd expands no $ARGS there`;
}

function sameFolder(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}
