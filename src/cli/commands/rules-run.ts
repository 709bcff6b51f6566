import { AGE_LIMITS, readDuration } from '../../config/duration.ts';
import type { Seconds } from '../../domain/time.ts';
import { classicRules } from '../../hostkit/rules/classic-rules.ts';
import { EXPORTER_RULES } from '../../hostkit/rules/exporter-rules.ts';
import { labelledRules } from '../../hostkit/rules/labelled-rules.ts';
import { rulesFile } from '../../hostkit/rules/rules-file.ts';
import { declaredWatchList, fleetWatchList, type WatchList } from '../../hostkit/rules/watched-job.ts';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import { readDeclared, withAnsible } from '../read-declared.ts';
import { configFor, readSnapshot } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import type { RulesFlags } from './rules.ts';

/** @throws Failure where no job is known that the classic rules could watch */
export async function runRules(flags: RulesFlags, shell: Shell): Promise<void> {
  if (flags.json) throw wrongUse(say`--json goes with --check: a rules file is YAML`);
  const own = flags.maxAge === undefined ? null : maxAge(flags.maxAge);
  const config = await configFor(flags, shell);
  const maxAgeSeconds = own ?? config.defaultMaxAgeSeconds;
  const { jobs, notes } = flags.fromFleet
    ? fleetWatchList((await readSnapshot(flags, shell)).snapshot.jobs, maxAgeSeconds)
    : await declaredList(flags, maxAgeSeconds, shell);
  if (jobs.length === 0 && flags.classic) throw nothingToWatch(flags);
  for (const note of notes) await shell.stderr.write(`duptop: ${note}\n`);
  const groups = [
    ...(flags.classic ? [classicRules(jobs)] : []),
    ...(flags.labelled ? [labelledRules(jobs, maxAgeSeconds)] : []),
    EXPORTER_RULES,
  ];
  await shell.stdout.write(rulesFile(groups));
}

async function declaredList(flags: RulesFlags, maxAgeSeconds: Seconds, shell: Shell): Promise<WatchList> {
  const config = await withAnsible(await configFor(flags, shell), flags.ansible, shell);
  return declaredWatchList(await readDeclared(config, shell), maxAgeSeconds);
}

function maxAge(text: string): Seconds {
  const read = readDuration(text, AGE_LIMITS);
  if ('problem' in read) throw wrongUse(say`--max-age: ${read.problem}`);
  return read.seconds;
}

function nothingToWatch({ fromFleet }: RulesFlags): Error {
  return fromFleet
    ? wrongUse(say`no source shows a backup job`, say`"duptop list" tells where it looked`)
    : wrongUse(
        say`no job is declared that rules could watch`,
        say`name an inventory with --ansible FOLDER, or jobs in the configuration; --from-fleet takes those that duptop sees, --no-classic needs none`,
      );
}
