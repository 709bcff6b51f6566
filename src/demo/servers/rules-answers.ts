import type { EpochMs } from '../../domain/time.ts';
import { type AlertingRule, RULE_GROUP } from '../alerting/alert-rules.ts';
import { type ActiveAlert, alertAt } from '../alerting/alerts.ts';
import { SCRAPE_SECONDS } from '../scrape/scraped-host.ts';

/** Makes the text of `/api/v1/rules`; what is always the same of it is made once. */
export function rulesText(rules: readonly AlertingRule[]): (now: EpochMs, withAlerting: boolean) => string {
  const heads = rules.map(({ name, expression, waitSeconds, labels, annotations }) =>
    JSON.stringify({
      name,
      query: printed(expression),
      duration: waitSeconds,
      keepFiringFor: 0,
      labels,
      annotations,
      health: 'ok',
      evaluationTime: 0.0001,
      type: 'alerting',
    }).slice(0, -1),
  );
  return (now, withAlerting) => {
    const evaluated = `"lastEvaluation":"${new Date(evaluatedBy(now)).toISOString()}"`;
    const texts = !withAlerting
      ? []
      : rules.map((rule, index) => {
          const alert = alertAt(rule, evaluatedBy(now));
          const alerts = alert === null ? '' : alertText(alert);
          return `${heads[index]},"state":"${alert?.state ?? 'inactive'}","alerts":[${alerts}],${evaluated}}`;
        });
    const group = `{"name":"${RULE_GROUP}","file":"rules.yml","rules":[${texts.join(',')}],"interval":${SCRAPE_SECONDS},"limit":0,"evaluationTime":0.01,${evaluated}}`;
    return `{"status":"success","data":{"groups":[${group}]}}`;
  };
}

/** The text of `/api/v1/alerts`. */
export function alertsText(rules: readonly AlertingRule[], now: EpochMs): string {
  const alerts = rules.flatMap((rule) => alertAt(rule, evaluatedBy(now)) ?? []);
  return `{"status":"success","data":{"alerts":[${alerts.map(alertText).join(',')}]}}`;
}

function alertText({ labels, annotations, state, activeAt, value }: ActiveAlert): string {
  return JSON.stringify({
    labels,
    annotations,
    state,
    activeAt: new Date(activeAt).toISOString(),
    value: value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2'),
  });
}

function evaluatedBy(now: EpochMs): EpochMs {
  return now - (now % (SCRAPE_SECONDS * 1000));
}

/** Prometheus reads a `-` in a name as a subtraction, and prints it so. */
function printed(expression: string): string {
  return expression.replace(/(?<=\w)-(?=\w)/g, ' - ');
}
