import type { AlertRule } from '../../domain/rule.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import { checkRules } from '../../hostkit/rules/check-rules.ts';
import { declaredWatchList } from '../../hostkit/rules/watched-job.ts';
import { ruleProblemLines } from '../../present/alerts/rule-problem-lines.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { outcomeOf } from '../../sources/prometheus/outcome.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { Failure, wrongUse } from '../failure.ts';
import { readDeclared, withAnsible } from '../read-declared.ts';
import { readSnapshot } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import { painted, styleFor } from '../style.ts';
import type { RulesFlags } from './rules.ts';

/** Prints what is wrong between loaded rules and jobs, and gives the exit code. @throws Failure where no Prometheus tells its rules */
export async function runRulesCheck(flags: RulesFlags, shell: Shell): Promise<ExitCode> {
  const { config, fleet, snapshot } = await readSnapshot(flags, shell);
  const rules = await loadedRules(fleet, shell);
  const declared = await readDeclared(await withAnsible(config, flags.ansible, shell), shell);
  const watched = declaredWatchList(declared, config.defaultMaxAgeSeconds).jobs;
  const findings = checkRules(rules, snapshot.jobs, watched);
  const style = styleFor(config, shell.stdout);
  if (flags.json) {
    await shell.stdout.write(`${jsonText({ rules: rules.length, jobs: snapshot.jobs.length, findings })}\n`);
  } else if (findings.length === 0) {
    await shell.stdout.write(`${allWell(rules.length, snapshot.jobs.length)}\n`);
  } else {
    const context = { now: snapshot.generatedAt, ascii: style.ascii, width: style.width };
    for (const line of findings.flatMap((finding) => ruleProblemLines(finding, context))) {
      await shell.stdout.write(painted(line, style));
    }
  }
  return findings.length === 0 ? EXIT.done : EXIT.found;
}

function allWell(rules: number, jobs: number): SafeText {
  if (jobs > 0) return say`${rules} rules watch ${jobs} jobs: each rule has its series, each job its rule`;
  return say`no job is known, and ${rules === 0 ? 'no rule' : `none of the ${rules} rules names one`}: there was nothing to check`;
}

/** Of every Prometheus that tells; one that does not is told on standard error. */
async function loadedRules({ prometheus }: Fleet, shell: Shell): Promise<readonly AlertRule[]> {
  if (prometheus.length === 0) throw wrongUse(say`--check needs a Prometheus: name one with -p URL`);
  const outcomes = await Promise.all(
    prometheus.map(async (client) => ({ client, outcome: await outcomeOf(client.rules(shell.signal)) })),
  );
  const silent = outcomes.flatMap(({ client: { name, url }, outcome }) => {
    if (outcome.kind === 'data') return [];
    const why = outcome.kind === 'failed' ? outcome.error.message : 'this server lists no rules';
    return [say`prometheus ${name} (${url}): ${why}`];
  });
  if (silent.length === outcomes.length) {
    throw new Failure(EXIT.nothingKnown, say`no Prometheus tells which rules it has loaded`, null, silent);
  }
  for (const line of silent) await shell.stderr.write(`duptop: ${line}\n`);
  return outcomes.flatMap(({ outcome }) => (outcome.kind === 'data' ? outcome.data : []));
}
