import type { Labels } from '../sample.ts';

/** Which instance a series belongs to, and what tells it from its copies. */
export interface Identity {
  readonly instance: string;
  readonly scrapeJob: string;
  /** The labels that are no part of the series' own identity, as one string: those of replicas, external labels. Usually empty. */
  readonly copy: string;
}

const OWN: ReadonlySet<string> = new Set(['__name__', 'instance', 'job']);
/** Federation without honor_labels: `instance` and `job` are those of the Prometheus in between. */
const OWN_FEDERATED: ReadonlySet<string> = new Set(['__name__', 'exported_instance', 'exported_job']);

/** `series` names the labels that belong to the series itself, such as `host` and `path`. */
export function identityOf(labels: Labels, series: readonly string[] = []): Identity {
  const federated = labels.exported_instance;
  const own = federated === undefined ? OWN : OWN_FEDERATED;
  let copy = '';
  for (const name in labels) {
    if (!own.has(name) && !series.includes(name)) copy += `${name}\0${labels[name]}\0`;
  }
  return federated === undefined
    ? { instance: labels.instance ?? '', scrapeJob: labels.job ?? '', copy }
    : { instance: federated, scrapeJob: labels.exported_job ?? labels.job ?? '', copy };
}
