const LONGEST = 65_536;

/** The expression in the address that a Prometheus gives for an alert (`http://…/graph?g0.expr=up+%3D%3D+0&g0.tab=1`); `null` where there is none. */
export function expressionIn(generatorUrl: unknown): string | null {
  if (typeof generatorUrl !== 'string' || generatorUrl.length > LONGEST) return null;
  return URL.parse(generatorUrl)?.searchParams.get('g0.expr') ?? null;
}
