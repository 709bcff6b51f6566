import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { labelledFile } from '../../lab/labelled-textfile.ts';
import { linesOf, wrapperHost } from '../support/wrapper-host.ts';

it("the lab's labelled file is the wrapper's, but for the numbers", async () => {
  const host = wrapperHost();
  const path = '/srv/"data"\\\n';
  await host.run([path]);
  const { labelled } = host.files(path);
  const lab = labelledFile(hostname(), path, {
    startedAt: 0,
    completed: { at: 0, seconds: 0, exitCode: 0 },
    succeededAt: 0,
    attempts: 1,
    running: false,
  });
  const plain = (line: string): string => line.replace(/ \d+$/, ' 0').replace(/dbpath=".*\/db\//, 'dbpath="/var/');
  expect(linesOf(labelled)?.map(plain)).toEqual(lab.text.trimEnd().split('\n').map(plain));
  expect(labelled.endsWith(`/${lab.name}`)).toBe(true);
  host.remove();
});
