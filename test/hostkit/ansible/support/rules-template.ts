import type { Metric } from '../../../../src/domain/metric.ts';
import { classicRules } from '../../../../src/hostkit/rules/classic-rules.ts';
import { EXPORTER_RULES } from '../../../../src/hostkit/rules/exporter-rules.ts';
import { labelledRules } from '../../../../src/hostkit/rules/labelled-rules.ts';
import { LABELLED } from '../../../../src/hostkit/rules/labelled-series.ts';
import type { AlertingRule, RuleGroup } from '../../../../src/hostkit/rules/rule-group.ts';
import { longDuration } from '../../../../src/text/duration.ts';

const HEADING = [
  "#jinja2: variable_start_string:'[[', variable_end_string:']]', block_start_string:'[%', block_end_string:'%]', trim_blocks:True",
  '# Managed by Ansible: alert rules for Duplicati backups.',
  'groups:',
];
const DAY = 86_400;
/** Stands for the age of a job: no whole hours, so that it is written in one way. */
const AGE = 1_234_567;
const PLACEHOLDERS: readonly (readonly [string, string])[] = [
  [`DIDNT START IN ${longDuration(AGE)}`, 'DIDNT START IN [[ job.within ]]'],
  [longDuration(AGE), '[[ job.age_text ]]'],
  [String(AGE), '[[ job.age ]]'],
  ['THE_METRIC', '[[ job.metric ]]'],
  ['duptop show THE_NAME', '[[ job.command ]]'],
  ['THE_NAME', '[[ job.shown ]]'],
];

/** The role's template of alert rules, made from the rules that `duptop rules` prints. */
export function rulesTemplate(): string {
  const job = { metric: 'THE_METRIC' as Metric, name: 'THE_NAME', target: null, maxAgeSeconds: AGE };
  const classic = PLACEHOLDERS.reduce((text, [from, to]) => text.replaceAll(from, to), groupText(classicRules([job])));
  const [head = '', ...rules] = classic.split(/^(?= {6}- )/m);
  const labelled = groupText(labelledRules([], DAY)).replace(
    new RegExp(`time\\(\\) - (${Object.values(LABELLED).join('|')}) > (\\d+)`, 'g'),
    (_, series, seconds) =>
      `[[ '${series}' | duplicati_older_than(duplicati_watched.jobs, ${Number(seconds) / DAY}) ]]`,
  );
  return [
    ...HEADING.map((line) => `${line}\n`),
    '[% if duplicati_watched.jobs %]\n',
    head,
    '[% for job in duplicati_watched.jobs %]\n',
    ...rules,
    '[% endfor %]\n',
    '[% endif %]\n',
    labelled,
    groupText(EXPORTER_RULES),
  ].join('');
}

function groupText({ name, rules }: RuleGroup): string {
  return [`  - name: ${name}\n`, '    rules:\n', ...rules.map(ruleText)].join('');
}

/** Texts are in double quotes as JSON has them, which YAML reads the same. */
function ruleText({ alert, expr, for: wait, labels, annotations }: AlertingRule): string {
  const quoted = JSON.stringify;
  return [
    `      - alert: ${quoted(alert)}`,
    `        expr: ${quoted(expr)}`,
    `        for: ${wait}`,
    `        labels: {severity: ${labels.severity}}`,
    '        annotations:',
    `          summary: ${quoted(annotations.summary)}`,
    `          description: ${quoted(annotations.description)}`,
    '',
  ].join('\n');
}
