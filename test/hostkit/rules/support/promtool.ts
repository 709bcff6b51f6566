import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { jsonText } from '../../../../src/present/document/json-text.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** What promtool says of a rules file: empty where all is well. */
export function checkRulesFile(text: string): string {
  const { path, remove } = tempFolder('rules');
  onTestFinished(remove);
  const file = join(path, 'rules.yml');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
  // A doubled rule is only a remark to promtool.
  return status === 0 && !/duplicate/i.test(stdout + stderr) ? '' : `${stdout}${stderr}`;
}

/** Series and their values, a minute apart, as promtool writes them: `1x5 stale`. */
export type InputSeries = Readonly<Record<string, string>>;

interface FiringAlert {
  readonly labels?: Readonly<Record<string, string>>;
  readonly severity?: 'error' | 'warning';
  readonly summary: string;
  readonly description: string;
}

/** What fires at a moment, such as `25h`: these and no others of that name. */
export interface Expectation {
  readonly at: string;
  readonly alert: string;
  readonly firing: readonly FiringAlert[];
}

/** Has promtool evaluate rules over series and compare what fires, annotations included. Empty where it is as expected; time begins at 0. */
export function testRules(rules: string, series: InputSeries, expected: readonly Expectation[]): string {
  const { path, remove } = tempFolder('rules');
  onTestFinished(remove);
  const file = join(path, 'test.yml');
  writeFileSync(join(path, 'rules.yml'), rules);
  writeFileSync(
    file,
    // JSON is YAML, and can say the characters that YAML does not take as they are.
    jsonText({
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          alert_rule_test: expected.map(({ at, alert, firing }) => ({
            eval_time: at,
            alertname: alert,
            exp_alerts: firing.map(({ labels = {}, severity = 'error', summary, description }) => ({
              exp_labels: { ...labels, severity },
              exp_annotations: { summary, description },
            })),
          })),
        },
      ],
    }),
  );
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}
