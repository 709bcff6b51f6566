import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from '../../src/present/sparkline.ts';
import { displayWidth } from '../../src/text/width.ts';
import { aRun } from './support/snapshot.ts';

const took = (...seconds: readonly (number | null)[]) => seconds.map((durationSeconds) => aRun({ durationSeconds }));

describe('runs at a glance', () => {
  it('stand at half height where they take as long as usual', () => {
    expect(sparkline(took(600, 600, 610), false)).toBe('▄▄▅');
    expect(sparkline(took(600, 600, 610), true)).toBe('===');
  });

  it('show what is long and short, and cut off what is far too long', () => {
    expect(sparkline(took(600, 600, 60, 2400, 600), false)).toBe('▂▂▁█▂');
    expect(sparkline(took(600, 600, 600, 90_000, 600), false)).toBe('▂▂▂█▂');
  });

  it('have a sign for a failure and for what is not known, in ASCII too', () => {
    const runs = [...took(600, null), aRun({ exitCode: 3 }), aRun({ exitCode: 2, durationSeconds: 600 })];
    expect(sparkline(runs, false)).toMatch(/^[▁-█]·✖[▁-█]$/);
    expect(sparkline(runs, true)).toMatch(/^[.:=+*#-]\?x[.:=+*#-]$/);
  });

  it('are one column each, whatever they are', () => {
    const anyRun = fc.record({
      startedAt: fc.constant(null),
      durationSeconds: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
      exitCode: fc.option(fc.integer({ min: 0, max: 255 })),
    });
    fc.assert(
      fc.property(fc.array(anyRun), fc.boolean(), (runs, ascii) => {
        const text = sparkline(runs, ascii);
        expect(displayWidth(text)).toBe(runs.length);
        if (ascii) expect(text).toMatch(/^[ -~]*$/);
      }),
    );
  });
});
