import { runCli } from '../../../src/cli/run-cli.ts';
import type { Shell } from '../../../src/cli/shell.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { nodeFileWriter } from '../../../src/platform/file-writer-node.ts';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { createHttp } from '../../../src/platform/http-got.ts';
import { nodeHttpServers } from '../../../src/platform/http-server-node.ts';
import type { TextOutput } from '../../../src/ports/terminal.ts';

interface Collected extends TextOutput {
  readonly text: () => string;
}

function collecting(): Collected {
  let all = '';
  return {
    isTerminal: false,
    columns: null,
    isClosed: false,
    write: async (text) => {
      all += text;
    },
    text: () => all,
  };
}

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command as it is in the sources, over the real ports, without a terminal and without any configuration of this machine's. */
export async function runInProcess(args: readonly string[], given: Partial<Shell> = {}): Promise<Ended> {
  const [stdout, stderr] = [collecting(), collecting()];
  const exitCode = await runCli(args, {
    version: '0.0.0',
    http: createHttp({ userAgent: 'duptop/test' }),
    httpServers: nodeHttpServers,
    clock: systemClock,
    files: nodeFiles,
    fileWriter: nodeFileWriter,
    nodeProgram: process.execPath,
    openHosts: async () => {
      throw new Error('this test reaches no host');
    },
    demoHostParts: async () => {
      throw new Error('this test has no demo in a terminal');
    },
    hostkitFolder: 'src/hostkit',
    environment: {},
    homeFolder: null,
    stdout,
    stderr,
    terminal: null,
    progress: { say: () => {}, end: () => {} },
    question: null,
    userName: async () => 'tester',
    audit: { write: async () => {} },
    signal: new AbortController().signal,
    ...given,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}
