import { fileSdTargets, staticScrapeConfig } from '../../hostkit/scrape-config/scrape-file.ts';
import { scrapeTargets } from '../../hostkit/scrape-config/scrape-target.ts';
import { ansibleAddresses } from '../../sources/declared/ansible-addresses.ts';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import { readDeclared, withAnsible } from '../read-declared.ts';
import { configFor } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import type { ScrapeConfigFlags } from './hostkit.ts';
import { fileOf, writeOut } from './hostkit-write.ts';

const PORT = /^[1-9]\d{0,4}$/;
const LAST_PORT = 65_535;
const NAMES = { static: 'duplicati.scrape.yml', fileSd: 'duplicati.json' } as const;

/** Prints the scrape jobs of the declared hosts, or writes them into a folder. @throws Failure where no host is declared */
export async function runScrapeConfig(
  folder: string | undefined,
  flags: ScrapeConfigFlags,
  shell: Shell,
): Promise<void> {
  const port = portOf(flags.port);
  const config = await withAnsible(await configFor(flags, shell), flags.ansible, shell);
  const declared = await readDeclared(config, shell);
  const byHost = await addressesIn(config.ansible, shell);
  const exporterUrls = config.exporters.urls.map(({ url }) => url);
  const { targets, notes } = scrapeTargets(declared, { byHost, exporterUrls, port });
  for (const note of notes) await shell.stderr.write(`duptop: ${note}\n`);
  if (targets.length === 0) {
    throw wrongUse(
      say`no host is declared that could be scraped`,
      say`name an inventory with --ansible FOLDER, or jobs with "host" and "path" in the configuration`,
    );
  }
  const text = flags.fileSd ? fileSdTargets(targets) : staticScrapeConfig(targets);
  if (folder === undefined) await shell.stdout.write(text);
  else await writeOut([fileOf(flags.fileSd ? NAMES.fileSd : NAMES.static, text)], folder, flags.force ?? false, shell);
}

/** Of several inventories the first that knows a host. */
async function addressesIn(folders: readonly string[], shell: Shell): Promise<ReadonlyMap<string, string>> {
  const byHost = new Map<string, string>();
  for (const folder of folders) {
    const addresses = await ansibleAddresses(folder, shell.files);
    for (const warning of addresses.warnings) await shell.stderr.write(`duptop: ${warning}\n`);
    for (const [host, address] of addresses.byHost) if (!byHost.has(host)) byHost.set(host, address);
  }
  return byHost;
}

function portOf(text: string): number {
  if (PORT.test(text) && Number(text) <= LAST_PORT) return Number(text);
  throw wrongUse(say`--port: "${text}" is no port`);
}
