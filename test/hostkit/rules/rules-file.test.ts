import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { classicRules } from '../../../src/hostkit/rules/classic-rules.ts';
import { EXPORTER_RULES } from '../../../src/hostkit/rules/exporter-rules.ts';
import { labelledRules } from '../../../src/hostkit/rules/labelled-rules.ts';
import type { RuleGroup } from '../../../src/hostkit/rules/rule-group.ts';
import { rulesFile } from '../../../src/hostkit/rules/rules-file.ts';
import { declaredWatchList } from '../../../src/hostkit/rules/watched-job.ts';
import { tokenize } from '../../../src/sources/prometheus/alert-rule/tokens.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { describeWith } from '../../support/describe-with.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { checkRulesFile } from './support/promtool.ts';
import { HOSTILE_PATHS, watched } from './support/watched.ts';

const HOSTS = ['web-01.example.com', 'influx01', 'yes', '0x10', 'münchen'];
const JOBS = HOSTS.flatMap((host) => HOSTILE_PATHS.map((path) => watched(host, path, 7 * 86_400)));
const GROUPS = [classicRules(JOBS), labelledRules(JOBS, 86_400), EXPORTER_RULES];
const TEXT = rulesFile(GROUPS);

describe('a rules file', () => {
  it('holds the groups exactly, whatever the paths are', () => {
    expect(parse(TEXT)).toEqual({ groups: GROUPS });
  });

  it('is the same text for the same groups', () => {
    expect(rulesFile(GROUPS)).toBe(TEXT);
  });

  it('has nothing in it that a terminal acts on', () => {
    for (const line of TEXT.split('\n')) expect(visible(line)).toBe(line);
  });

  it('leaves out a group without rules', () => {
    expect(parse(rulesFile([classicRules([]), EXPORTER_RULES]))).toEqual({ groups: [EXPORTER_RULES] });
  });

  it('never names a series that Prometheus reads as a subtraction, nor one that is no PromQL', () => {
    const where = { origin: 'ansible', where: 'x', maxAgeSeconds: null, schedule: null } as const;
    const declared = HOSTS.flatMap((host) =>
      HOSTILE_PATHS.map((path) => ({ ...where, target: { by: 'path', host, path } as const })),
    );
    const { jobs } = declaredWatchList(declared, 86_400);
    const { rules } = classicRules(jobs);
    const names = rules.flatMap(({ expr }) =>
      (tokenize(expr) ?? [{ kind: 'name', text: '-' }]).map(({ text }) => text),
    );
    const series = names.filter((text) => text.startsWith('duplicati_'));
    expect(series.length).toBe(4 * jobs.length);
    for (const name of series) expect(name).toMatch(/^duplicati_[a-zA-Z0-9_]+_last_(run_start|exitcode)$/);
    for (const { expr } of rules) expect(expr.replace('time() - ', '')).not.toContain('-');
  });
});

describeWith(['promtool'], 'promtool', () => {
  it('takes the rules of any host and path, and finds none of them twice', () => {
    // Paths that make one series make one rule.
    const jobs = [...new Map(JOBS.map((job) => [job.metric, job])).values()];
    expect(checkRulesFile(rulesFile([classicRules(jobs), labelledRules(jobs, 86_400), EXPORTER_RULES]))).toBe('');
  });

  it('refuses what the template of the field makes of a host with a dash before a digit', () => {
    const expr = 'duplicati_web-01__srv_last_exitcode>9';
    const group = { name: 'x', rules: [{ alert: 'x', expr }] } as unknown as RuleGroup;
    expect(checkRulesFile(rulesFile([group]))).toContain('bad number or duration syntax');
  });
});

describeWith(['vmalert'], 'vmalert', () => {
  it('takes them too', () => {
    const { path, remove } = tempFolder('vmalert');
    onTestFinished(remove);
    const file = join(path, 'rules.yml');
    const jobs = [watched('influx01', '/var/lib/influxdb/'), watched('web-01', '/srv/{{')];
    writeFileSync(file, rulesFile([classicRules(jobs), labelledRules(jobs, 86_400), EXPORTER_RULES]));
    const { status, stderr } = spawnSync('vmalert', ['-dryRun', `-rule=${file}`], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  });
});
