/** A place where a configuration file may be. */
export interface ConfigCandidate {
  readonly path: string;
  /** Who named it: it must exist then. `null` for the usual places. */
  readonly namedBy: '--config' | 'DUPTOP_CONFIG' | null;
}

/** What the search depends on. */
export interface ConfigSearch {
  readonly flag: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string | null;
}

const ENDINGS = ['yml', 'yaml'] as const;

/**
 * Where the configuration file may be; the first that exists is read. Named by `--config` or `DUPTOP_CONFIG`, it is that one only;
 * else `$XDG_CONFIG_HOME/duptop/config.yml` (default `~/.config`), then `/etc/duptop/config.yml`, each also with the ending `.yaml`.
 */
export function configCandidates({ flag, environment, homeFolder }: ConfigSearch): readonly ConfigCandidate[] {
  if (flag !== undefined) return [{ path: flag, namedBy: '--config' }];
  const named = environment.DUPTOP_CONFIG;
  if (named) return [{ path: named, namedBy: 'DUPTOP_CONFIG' }];
  const folders = [userFolder(environment.XDG_CONFIG_HOME, homeFolder), '/etc'];
  return folders
    .filter((folder) => folder !== null)
    .flatMap((folder) => ENDINGS.map((ending) => ({ path: `${folder}/duptop/config.${ending}`, namedBy: null })));
}

/** The XDG specification has relative paths ignored. */
function userFolder(xdg: string | undefined, homeFolder: string | null): string | null {
  if (xdg?.startsWith('/')) return xdg.replace(/\/+$/, '');
  return homeFolder === null ? null : `${homeFolder}/.config`;
}
