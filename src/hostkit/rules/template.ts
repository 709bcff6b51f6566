import { describeExit } from '../../domain/outcome.ts';
import { bashText } from '../../text/bash-text.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import { shellWord } from '../../text/shell-word.ts';

/** Text for an annotation, a Go template: what Prometheus makes of it. */
export type Template = string;

const BRACE = /\{/g;
/** The codes of failed runs that have a meaning of their own. */
const FAILURE_CODES = [50, 100, 126, 127, 137, 143, 200];
const SIGNALS = { above: 128, below: 193 } as const;
const UNDOCUMENTED = 255;

/** A text that the template gives back as it is: a path may hold `{{`, and one that ends in `{` would spoil what comes after it. */
export function literal(text: SafeText): Template {
  return text.replace(BRACE, '{{"{"}}');
}

/** The command that shows one job, safe to be pasted into a shell. `name` is `HOST:PATH` or a metric. */
export function showCommand(name: string): Template {
  const word = visible(name) === name ? shellWord(name) : bashText(name);
  return literal(visible(`duptop show ${name.startsWith('-') ? '-- ' : ''}${word}`));
}

/** What the exit code of a failed run means, where it is the value of the alert. */
export function exitWords(): Template {
  const branches = FAILURE_CODES.map((code) => `if eq $value ${code}.0 }}${describeExit(code)}`);
  const bySignal = `if and (gt $value ${SIGNALS.above}.0) (lt $value ${SIGNALS.below}.0) }}killed by a signal`;
  return `{{ ${[...branches, bySignal].join('{{ else ')}{{ else }}${describeExit(UNDOCUMENTED)}{{ end }}`;
}

/** Labels and the variables that have their values: which series of a name are meant. */
export type Which = readonly (readonly [label: string, variable: string])[];

/** When something was, and how long ago; empty where there is no such series. `series` is a Unix time. */
export function momentOf(series: string, which: Which): Template {
  return `{{ range ${query('%s', series, which)} }}{{ .Value | humanizeTimestamp }}{{ end }}${agoOf(series, which)}`;
}

/** ` (2h 5m 0s ago)`; empty where there is no such series. */
export function agoOf(series: string, which: Which): Template {
  return `{{ range ${query('time() - %s', series, which)} }} ({{ .Value | humanizeDuration }} ago){{ end }}`;
}

/** ` and ended with exit code 100`; empty where there is no such series. */
export function endingOf(series: string, which: Which): Template {
  return `{{ range ${query('%s', series, which)} }} and ended with exit code {{ .Value }}{{ end }}`;
}

/** The text where there is no such series. */
export function whereNone(series: string, which: Which, text: Template): Template {
  return `{{ with ${query('%s', series, which)} }}{{ else }}${text}{{ end }}`;
}

/** Values are quoted when the alert fires, as what is in them is not known before. */
function query(form: string, series: string, which: Which): string {
  const matchers = which.map(([label]) => `${label}=%q`).join(',');
  const values = which.map(([, variable]) => variable).join(' ');
  return `query (printf "${form.replace('%s', `${series}{${matchers}}`)}" ${values})`;
}
