import { ANY_JOB, SAME_EXPORTER } from './labelled-series.ts';
import type { AlertingRule, RuleGroup } from './rule-group.ts';

const WITH_JOBS = `group by (instance, job) (${ANY_JOB})`;
/**
 * Every exporter that has shown a backup in two weeks: six hours closely, for new ones, and the rest from six hours to six hours, as looking
 * closely at two weeks would cost a large fleet too much.
 */
const HAD_JOBS = `(max_over_time((${WITH_JOBS})[6h:5m]) or max_over_time((${WITH_JOBS})[14d:6h]))`;
const WHERE = '{{ $labels.instance }} (scrape job {{ $labels.job }})';

/** Alerts on what hides backups from Prometheus: an exporter that is gone, a textfile that it drops, a series that another one covers. */
export const EXPORTER_RULES: RuleGroup = {
  name: 'duptop exporters',
  rules: [
    alert(
      'DuplicatiTextfileRejected',
      'node_textfile_scrape_error == 1',
      '1m',
      'error',
      `node_exporter at ${WHERE} drops a .prom file.`,
      'A backup may run there, or fail, and nobody sees it. Which file and why: duptop list --wide cause:textfile-rejected',
    ),
    alert(
      'DuplicatiExporterDown',
      `up == 0 and ${SAME_EXPORTER} ${HAD_JOBS}`,
      '5m',
      'error',
      `The exporter at ${WHERE} does not answer, and it shows backups.`,
      'Nobody sees whether its backups run. Host or exporter: duptop list --wide cause:exporter-down,host-unreachable,scrape-failing',
    ),
    alert(
      'DuplicatiFilesHidden',
      `increase(promhttp_metric_handler_errors_total{cause="gathering"}[15m]) > 0 and ${SAME_EXPORTER} ${WITH_JOBS}`,
      '1m',
      'warning',
      `node_exporter at ${WHERE} leaves out series without an error.`,
      'Two .prom files have the same series, or a HELP or TYPE that differs; the first one hides the other. Which: duptop list --wide cause:textfile-shadowed',
    ),
  ],
};

function alert(
  name: string,
  expr: string,
  wait: string,
  severity: AlertingRule['labels']['severity'],
  summary: string,
  description: string,
): AlertingRule {
  return { alert: name, expr, for: wait, labels: { severity }, annotations: { summary, description } };
}
