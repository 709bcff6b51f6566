/** What may stand before a colon, for help and for errors. */
export interface FilterKey {
  readonly key: string;
  readonly example: string;
  readonly description: string;
}

export const FILTER_KEYS = [
  { key: 'host', example: 'host:web*', description: 'whole host name; * and ? stand for any characters and for one' },
  { key: 'path', example: 'path:/var*', description: 'whole path, with or without the slash at its end' },
  { key: 'status', example: 'status:failed,late', description: 'any of these; host for faults of hosts' },
  { key: 'cause', example: 'cause:exporter-down', description: 'any cause of the job or host' },
  { key: 'exit', example: 'exit:>=50', description: 'exit code of the last run: = != > >= < <=' },
  { key: 'age', example: 'age:>24h', description: 'time since the last run started' },
  { key: 'duration', example: 'duration:>1h30m', description: 'how long the last run took' },
  { key: 'alert', example: 'alert:firing', description: 'firing, pending or none' },
  { key: 'instance', example: 'instance:10.0.*', description: 'whole instance label' },
  { key: 'metric', example: 'metric:influx01_*', description: 'whole name in the series, without duplicati_' },
] as const satisfies readonly FilterKey[];

export type FilterKeyName = (typeof FILTER_KEYS)[number]['key'];
