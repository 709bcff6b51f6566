import { LAUNCHER } from '../support/run-duptop.ts';
import { type Bench, medians, runToEnd } from './measure.ts';

const ROUNDS = 21;

export const bench: Bench = {
  name: 'start-up',
  run: async () => {
    const { ours, help, other } = await medians(
      {
        other: () => runToEnd(process.execPath, ['-e', '0']),
        ours: () => runToEnd(process.execPath, [LAUNCHER, '--version']),
        help: () => runToEnd(process.execPath, [LAUNCHER, '--help']),
      },
      ROUNDS,
    );
    const against = { other, unit: 'ms', against: 'node -e 0' } as const;
    return [
      { what: 'duptop --version', ours, ...against, target: { ratio: 1.5, better: 'lower' } },
      { what: 'duptop --help', ours: help, ...against, target: { ratio: 2.5, better: 'lower' } },
    ];
  },
};
