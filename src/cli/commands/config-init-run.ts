import { type ReadAddress, readBaseAddress, readExporterAddress } from '../../config/http-address.ts';
import { type ConfigCandidate, configCandidates } from '../../config/locate.ts';
import { parseConfigFile } from '../../config/parse-file.ts';
import { type SampleAnswers, sampleFile } from '../../config/sample-file.ts';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import type { GlobalFlags } from '../global-flags.ts';
import type { Shell } from '../shell.ts';
import { writeOut } from './hostkit-write.ts';

export interface ConfigInitFlags extends GlobalFlags {
  readonly force?: boolean;
}

const USUAL_URL = 'http://localhost:9090';
/** It may hold credentials, in the URLs. */
const PRIVATE = 0o600;

/**
 * Writes a commented configuration file where duptop looks for it. The Prometheus is the one of `-p`, or it is asked for.
 * @throws Failure where a file is there already, or for what is no URL
 */
export async function runConfigInit(flags: ConfigInitFlags, shell: Shell): Promise<void> {
  const path = placeOf(flags, shell);
  const text = sampleFile(await answersOf(flags, shell));
  parseConfigFile(path, text);
  const at = path.lastIndexOf('/');
  const file = { name: path.slice(at + 1), text, mode: PRIVATE };
  await writeOut([file], at < 0 ? '.' : path.slice(0, at) || '/', flags.force ?? false, shell);
  await shell.stdout.write(
    `${say`every setting is in it, with what it is for; "duptop config" shows what is in force`}\n`,
  );
}

function placeOf({ config }: ConfigInitFlags, { environment, homeFolder }: Shell): string {
  const [first]: readonly ConfigCandidate[] = configCandidates({ flag: config, environment, homeFolder });
  if (first !== undefined) return first.path;
  throw wrongUse(say`there is no home folder to put a configuration into`, say`-c FILE says where it goes`);
}

async function answersOf(flags: ConfigInitFlags, shell: Shell): Promise<SampleAnswers> {
  const given = { exporters: flags.exporter, httpConfig: flags.httpConfig ?? null };
  if (given.httpConfig !== null && !given.httpConfig.startsWith('/')) {
    throw wrongUse(
      say`--http-config ${given.httpConfig}: a configuration is read from anywhere`,
      say`give the whole path`,
    );
  }
  refuseNoUrl('-p', flags.prometheus, readBaseAddress);
  refuseNoUrl('--exporter', flags.exporter, readExporterAddress);
  if (flags.prometheus.length > 0 || flags.exporter.length > 0 || shell.question === null) {
    return { prometheus: flags.prometheus, ...given };
  }
  const answer = await shell.question.ask(say`URL of the Prometheus [${USUAL_URL}]:`, shell.signal);
  shell.signal.throwIfAborted();
  const prometheus = [answer?.trim() || USUAL_URL];
  refuseNoUrl('URL of the Prometheus', prometheus, readBaseAddress);
  return { prometheus, ...given };
}

function refuseNoUrl(where: string, urls: readonly string[], read: (text: string) => ReadAddress): void {
  for (const url of urls) {
    const address = read(url);
    if ('problem' in address) throw wrongUse(say`${where}: ${address.problem}`);
  }
}
