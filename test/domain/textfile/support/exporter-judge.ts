import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeExporter, startNodeExporter } from '../../../lab/node-exporter.ts';
import { eventually } from '../../../support/eventually.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A textfile directory: contents by name. */
export type Directory = Readonly<Record<string, Uint8Array | string>>;

/** What a real node exporter made of a directory. */
export interface RealVerdict {
  /** Files that it has read, by `node_textfile_mtime_seconds`. */
  readonly accepted: readonly string[];
  readonly scrapeError: boolean;
  /** Series from the files, as they are on the page, with their values. */
  readonly served: ReadonlyMap<string, string>;
}

/** A real node exporter whose directory can be changed. */
export interface ExporterJudge {
  readonly folder: string;
  /** Whether it has ended. */
  ended(): boolean;
  judge(directory: Directory): Promise<RealVerdict>;
  /** The directory as it is. */
  look(): Promise<RealVerdict>;
  /** The line that its log names for a file that it dropped; `null` where it names none. */
  loggedLine(file: string): Promise<number | null>;
  stop(): Promise<void>;
}

const OF_EXPORTER = /^(?:go_|process_|promhttp_|node_scrape_collector_|node_exporter_build_info|node_textfile_)/;
const MTIME = /^node_textfile_mtime_seconds\{file="[^"]*\/([^"/]+)"\}$/;

export async function startExporterJudge(): Promise<ExporterJudge> {
  const { path, remove } = tempFolder('textfiles');
  const folder = join(path, 'textfiles');
  mkdirSync(folder);
  const flags = ['--web.disable-exporter-metrics'];
  const exporter: NodeExporter = await startNodeExporter({
    textfileDirectory: folder,
    collectors: ['textfile'],
    flags,
  });
  const look = async (): Promise<RealVerdict> => verdictOf(await (await fetch(exporter.metricsUrl)).text());
  return {
    folder,
    ended: () => !exporter.running,
    look,
    judge: (directory) => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
      for (const [name, content] of Object.entries(directory)) writeFileSync(join(folder, name), content);
      return look();
    },
    loggedLine: async (file) => {
      const entry = await eventually(
        () =>
          exporter
            .output()
            .split('\n')
            .find((line) => line.includes(` file=${file} `)),
        {
          what: `the log to name ${file}`,
        },
      );
      const [, line = null] = /parsing error in line (\d+)/.exec(entry) ?? [];
      return line === null ? null : Number(line);
    },
    stop: async () => {
      await exporter.stop();
      remove();
    },
  };
}

function verdictOf(page: string): RealVerdict {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const series = lines.map((line) => {
    const blank = line.lastIndexOf(' ');
    return [line.slice(0, blank), line.slice(blank + 1)] as const;
  });
  return {
    accepted: series.flatMap(([name]) => MTIME.exec(name)?.[1] ?? []).sort(),
    scrapeError: series.some(([name, value]) => name === 'node_textfile_scrape_error' && value === '1'),
    served: new Map(series.filter(([name]) => !OF_EXPORTER.test(name))),
  };
}
