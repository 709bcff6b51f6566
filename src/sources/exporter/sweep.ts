import pMap from 'p-map';
import type { ExporterAddress, ExporterOutcome } from './outcome.ts';
import { type ExporterOptions, type ExporterPorts, readExporter } from './read.ts';

export interface SweepOptions extends ExporterOptions {
  /** How many are asked at once. */
  readonly concurrency?: number;
  /** Called as each outcome comes. */
  readonly onOutcome?: (outcome: ExporterOutcome) => void;
}

const CONCURRENCY = 64;

/** Asks many exporters at once, each with its own deadline; outcomes in the order of the addresses. */
export function sweepExporters(
  addresses: readonly ExporterAddress[],
  ports: ExporterPorts,
  { concurrency = CONCURRENCY, onOutcome, ...options }: SweepOptions,
): Promise<readonly ExporterOutcome[]> {
  return pMap(
    addresses,
    async (address) => {
      const outcome = await readExporter(address, ports, options);
      onOutcome?.(outcome);
      return outcome;
    },
    { concurrency },
  );
}
