import { homedir } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { reportOf } from './cli/report.ts';
import { runCli } from './cli/run-cli.ts';
import type { LiveTerminal } from './cli/shell.ts';
import { systemClock } from './platform/clock.ts';
import { nodeFileWriter } from './platform/file-writer-node.ts';
import { nodeFiles } from './platform/files-node.ts';
import { createTextOutput } from './platform/output-stream.ts';
import { createProgressLine } from './platform/progress-line.ts';
import { createActivityLog } from './ports/activity-log.ts';
import type { Http } from './ports/http.ts';

declare const DUPTOP_VERSION: string;

const { stdin, stdout, stderr, env } = process;
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

const activity = createActivityLog();
let loadedHttp: Promise<Http> | null = null;
/** Loaded when the first request is made: commands that ask nobody start without it. */
const http: Http = {
  request: async (request) => {
    loadedHttp ??= loadHttp();
    return (await loadedHttp).request(request);
  },
};

async function loadHttp(): Promise<Http> {
  const [{ createHttp }, { createLoggedHttp }] = await Promise.all([
    import('./platform/http-got.ts'),
    import('./platform/logged-http.ts'),
  ]);
  return createLoggedHttp(createHttp({ userAgent: `duptop/${DUPTOP_VERSION}` }), activity, systemClock);
}

const terminal: LiveTerminal = {
  show: async (screen) => {
    const { startTui } = await import('./tui/start-tui.ts');
    await startTui({ ...screen, clock: systemClock, stdin, stdout, activity });
  },
};
process.on('uncaughtException', (error) => {
  // The live table gives the terminal back first, and hands the error on.
  if (process.listenerCount('uncaughtException') > 1) return;
  const { lines, exitCode } = reportOf(error, { verbose: process.argv.includes('-v'), interrupted: false });
  stderr.write(`${lines.join('\n')}\n`);
  process.exit(exitCode);
});

const canBeTaken = stdin.isTTY && stdout.isTTY && env.TERM !== 'dumb';

process.exitCode = await runCli(process.argv.slice(2), {
  version: DUPTOP_VERSION,
  http,
  clock: systemClock,
  files: nodeFiles,
  fileWriter: nodeFileWriter,
  hostkitFolder: fileURLToPath(new URL('hostkit', import.meta.url)),
  environment: env,
  homeFolder: homedir() || null,
  stdout: createTextOutput(stdout),
  stderr: createTextOutput(stderr),
  terminal: canBeTaken ? terminal : null,
  progress: createProgressLine(stderr),
  signal: interrupted.signal,
});
