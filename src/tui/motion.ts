/** How a selection or a text moves. */
export type Motion = 'up' | 'down' | 'half-page-up' | 'half-page-down' | 'page-up' | 'page-down' | 'first' | 'last';

/** By how many lines it goes, where a page has `height` of them; a line of the old page stays for the eye. */
export function linesOf(motion: Motion, height: number): number {
  switch (motion) {
    case 'up':
      return -1;
    case 'down':
      return 1;
    case 'half-page-up':
      return -Math.max(1, Math.floor(height / 2));
    case 'half-page-down':
      return Math.max(1, Math.floor(height / 2));
    case 'page-up':
      return -Math.max(1, height - 1);
    case 'page-down':
      return Math.max(1, height - 1);
    case 'first':
      return Number.NEGATIVE_INFINITY;
    case 'last':
      return Number.POSITIVE_INFINITY;
  }
}
