import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { homeFolder } from '../../src/platform/home-folder-node.ts';

const MODULE = new URL('../../src/platform/home-folder-node.ts', import.meta.url).href;
const NOBODY_KNOWN = 123_456;

it('the home folder is that of the environment', () => {
  expect(homeFolder()).toBe(process.env.HOME);
});

it.runIf(process.getuid?.() === 0)('an account that nobody knows has none', () => {
  const script = `import(${JSON.stringify(MODULE)}).then(({ homeFolder }) => console.log(homeFolder()))`;
  const options = { uid: NOBODY_KNOWN, env: { PATH: process.env.PATH }, encoding: 'utf8' } as const;
  expect(execFileSync(process.execPath, ['-e', script], options)).toBe('null\n');
});
