/** Names and values, exact. */
export type Labels = Readonly<Record<string, string>>;

/** A label that is not there is as good as an empty one, in Prometheus and in Alertmanager. */
export function labelOf(labels: Labels, name: string): string {
  // A name may be that of something that every object has.
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** The same for the same labels, whatever their order. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether `labels` has every one of `wanted`; it may have more. */
export function includesLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labelOf(labels, name) === value);
}
