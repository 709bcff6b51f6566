import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeWith } from '../../support/describe-with.ts';
import { WRAPPER } from '../support/wrapper-host.ts';

describeWith(['shellcheck'], 'ShellCheck', () => {
  it('finds nothing to say about the wrapper', () => {
    const { stdout, status } = spawnSync('shellcheck', ['--external-sources', WRAPPER], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
