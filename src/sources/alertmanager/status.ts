import { parseNames, record } from '../labelled-json.ts';
import { keptText } from '../prometheus/foreign-text.ts';

/** What an Alertmanager is part of. Its configuration, which is in the answer too, holds secrets and is not kept. */
export interface AlertmanagerStatus {
  readonly version: string | null;
  /** Names of all members of its cluster, its own included; empty where it is alone. */
  readonly members: readonly string[];
}

export function parseStatus(data: unknown): AlertmanagerStatus {
  const { cluster, versionInfo } = record(data);
  const { name, peers } = record(cluster);
  const others = Array.isArray(peers) ? peers.map((peer) => record(peer).name) : [];
  return { version: keptText(record(versionInfo).version), members: [...new Set(parseNames([name, ...others]))] };
}
