import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import type { Shell } from '../../src/cli/shell.ts';

/** All commands and flags of duptop, as long as none is run: what they print goes nowhere. */
export function commandTree(): Command {
  const nowhere = { columns: null, write: () => {} };
  return createProgram({ version: '1', stdout: nowhere, stderr: nowhere } as unknown as Shell, () => {});
}
