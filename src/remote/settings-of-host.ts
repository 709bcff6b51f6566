import type { HostSettings } from '../domain/host-settings.ts';

/** The settings of one host. */
export type SettingsOfHost = Omit<HostSettings, 'host'>;

export function settingsOf(host: string, all: readonly HostSettings[]): SettingsOfHost {
  const matching = all.filter((entry) => matchesName(entry.host, host));
  const first = <Key extends keyof SettingsOfHost>(key: Key): SettingsOfHost[Key] | null =>
    matching.find((entry) => entry[key] !== null)?.[key] ?? null;
  return {
    alias: first('alias'),
    user: first('user'),
    port: first('port'),
    become: first('become'),
    transport: first('transport'),
  };
}

const STARS = /\*+/g;
const WILD = /[*?]/;
const SPECIAL = /[\\^$.|+()[\]{}]/g;

function matchesName(pattern: string, name: string): boolean {
  if (!WILD.test(pattern)) return pattern.toLowerCase() === name.toLowerCase();
  const source = pattern.replace(SPECIAL, '\\$&').replace(STARS, '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'isu').test(name);
}
