import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeUnless } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { lackOf } from '../support/real-parts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { childrenOf, isAlive } from './proc.ts';
import { type LabProcess, startProcess } from './process.ts';

const lack = process.features.typescript
  ? lackOf('prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager')
  : 'this Node does not run TypeScript';

describeUnless(lack, 'npm run lab', () => {
  it('says what is to be seen and how, and leaves nothing behind after TERM', async () => {
    const temporary = tempFolder('lab-main');
    const lab = startMain(temporary.path);
    await eventually(() => lab.output().includes('Ctrl+C'), { what: 'the welcome', deadlineMs: 60_000 });
    const url = /bin\/duptop\.js -p (http:\S+)/.exec(lab.output())?.[1];
    expect((await fetch(`${url}/-/ready`)).ok).toBe(true);
    expect(lab.output()).toContain('\\u{202e}');
    expect(lab.output()).not.toContain('\u202e');
    const servers = childrenOf(lab.pid);
    lab.signal('SIGTERM');
    expect(await lab.exited).toBe(0);
    expect(servers.filter(isAlive)).toEqual([]);
    expect(readdirSync(temporary.path)).toEqual([]);
    temporary.remove();
  });

  it('leaves nothing behind when it is interrupted while it starts', async () => {
    const temporary = tempFolder('lab-main');
    const lab = startMain(temporary.path);
    await eventually(() => childrenOf(lab.pid).length > 3, { what: 'the first servers' });
    const servers = childrenOf(lab.pid);
    lab.signal('SIGINT');
    expect(await lab.exited).toBe(130);
    await eventually(() => !servers.some(isAlive), { what: 'the servers to be gone' });
    expect(readdirSync(temporary.path)).toEqual([]);
    temporary.remove();
  });
});

function startMain(temporary: string): LabProcess {
  return startProcess(process.execPath, ['test/lab/main.ts'], { env: { ...process.env, TMPDIR: temporary } });
}
