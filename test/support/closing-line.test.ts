import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tempFolder } from './temp-folder.ts';

const VITEST = resolve('node_modules/vitest/vitest.mjs');
const folder = tempFolder('closing-line');
afterAll(() => folder.remove());

symlinkSync(resolve('node_modules'), join(folder.path, 'node_modules'));
const config = `
  import { ClosingLine } from '${relative(folder.path, 'test/support/closing-line.ts')}';
  export default { test: { reporters: ['default', new ClosingLine()] } };`;
writeFileSync(join(folder.path, 'vitest.config.mts'), config);

describe('ClosingLine', () => {
  it('ends the output with what was left out, why, and the counts', () => {
    const { lines, status } = run(`
      describeUnless('no moon', 'by night', () => { describe('deep', () => { it('sleeps', () => {}); it('dreams', () => {}); }); });
      it('waits', (test) => test.skip('no time'));
      it.skip('says nothing', () => {});
      it('passes', () => {});
    `);
    expect(lines.slice(-3)).toEqual([
      'left out: by night: no moon (x.test.ts)',
      'left out: waits: no time (x.test.ts)',
      '1 passed, 0 failed, 4 skipped',
    ]);
    expect(status).toBe(0);
  });

  it('counts a test that fails, a hook that fails and an error outside of any test as failures', () => {
    const { lines, status } = run(`
      it('passes', () => {});
      it('fails', () => { throw new Error('no'); });
      describe('with a bad hook', () => { beforeAll(() => { throw new Error('no'); }); it('never runs', () => {}); });
      it('leaves a mess', () => new Promise((resolve) => { Promise.reject(new Error('no')); setTimeout(resolve, 50); }));
    `);
    expect(lines.at(-1)).toBe('2 passed, 3 failed, 1 skipped');
    expect(status).toBe(1);
  });

  it('counts a file that can not be loaded as a failure', () => {
    const { lines, status } = run(`import './nowhere.ts';`);
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
    expect(status).toBe(1);
  });
});

function run(tests: string): { lines: string[]; status: number | null } {
  const imports = `
    import { beforeAll, describe, it } from 'vitest';
    import { describeUnless } from '${resolve('test/support/describe-with.ts')}';`;
  writeFileSync(join(folder.path, 'x.test.ts'), imports + tests);
  const { stdout, status } = spawnSync(process.execPath, [VITEST, 'run'], {
    cwd: folder.path,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CI: 'true' },
  });
  return { lines: stdout.trimEnd().split('\n'), status };
}
