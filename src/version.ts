declare const DUPTOP_VERSION: string;
declare const DUPTOP_COMMIT: string;

/** `0.1.0`. */
export const VERSION = DUPTOP_VERSION;

/** `0.1.0 (03c26d4, Node 24.21.0)`; without the commit where it was not built from a checkout. */
export function versionText(): string {
  const built = [DUPTOP_COMMIT, `Node ${process.versions.node}`].filter((part) => part !== '');
  return `${DUPTOP_VERSION} (${built.join(', ')})`;
}
