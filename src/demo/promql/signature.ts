import type { Labels } from '../scrape/stored-series.ts';
import type { Matching } from './expression.ts';

/** The labels that a grouping or matching goes by; the name is one only where it is asked for. */
export function sharedLabels(labels: Labels, { on, labels: named }: Matching): Labels {
  const shared: Record<string, string> = {};
  for (const name in labels) {
    const isNamed = named.includes(name);
    if (on ? isNamed : name !== '__name__' && !isNamed) shared[name] = labels[name] ?? '';
  }
  return shared;
}

/** The same for label sets that belong together, and for no others. */
export function signatureOf(labels: Labels, matching: Matching): string {
  const shared = sharedLabels(labels, matching);
  let signature = '';
  for (const name of Object.keys(shared).sort()) signature += `${name}\0${shared[name]}\0`;
  return signature;
}
