import { homedir } from 'node:os';
import process from 'node:process';
import { runCli } from './cli/run-cli.ts';
import { systemClock } from './platform/clock.ts';
import { nodeFiles } from './platform/files-node.ts';
import { createTextOutput } from './platform/output-stream.ts';
import { createProgressLine } from './platform/progress-line.ts';
import type { Http } from './ports/http.ts';

declare const DUPTOP_VERSION: string;

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

/** Loaded when the first request is made: commands that ask nobody start without it. */
const http: Http = {
  request: async (request) => {
    loadedHttp ??= import('./platform/http-got.ts').then(({ createHttp }) =>
      createHttp({ userAgent: `duptop/${DUPTOP_VERSION}` }),
    );
    return (await loadedHttp).request(request);
  },
};
let loadedHttp: Promise<Http> | null = null;

process.exitCode = await runCli(process.argv.slice(2), {
  version: DUPTOP_VERSION,
  http,
  clock: systemClock,
  files: nodeFiles,
  environment: process.env,
  homeFolder: homedir() || null,
  stdout: createTextOutput(process.stdout),
  stderr: createTextOutput(process.stderr),
  terminal: null,
  progress: createProgressLine(process.stderr),
  signal: interrupted.signal,
});
