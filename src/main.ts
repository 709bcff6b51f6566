import { hostname } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Interruption } from './cli/interruption.ts';
import { reportOf } from './cli/report.ts';
import { runCli } from './cli/run-cli.ts';
import type { LiveTerminal, Shell } from './cli/shell.ts';
import { narrowLocale } from './config/locale.ts';
import { systemClock } from './platform/clock.ts';
import { nodeFileWriter } from './platform/file-writer-node.ts';
import { nodeFiles } from './platform/files-node.ts';
import { homeFolder } from './platform/home-folder-node.ts';
import { createTextOutput } from './platform/output-stream.ts';
import { createProgressLine } from './platform/progress-line.ts';
import { createActivityLog } from './ports/activity-log.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Http } from './ports/http.ts';
import type { HttpServers } from './ports/http-server.ts';
import type { Question } from './ports/question.ts';
import type { RunInTerminal } from './ports/terminal-program.ts';
import { type SafeText, say } from './text/safe-text.ts';
import { VERSION, versionText } from './version.ts';

const { stdin, stdout, stderr, env } = process;
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Interruption(signal)));
}

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
  return createLoggedHttp(createHttp({ userAgent: `duptop/${VERSION}` }), activity, systemClock);
}

const httpServers: HttpServers = {
  listen: async (handler, port) =>
    (await import('./platform/http-server-node.ts')).nodeHttpServers.listen(handler, port),
};

/** Lines for standard error that wait until the live table has given the terminal back; `null` where there is no table. */
let held: string[] | null = null;

function complain(problem: SafeText): void {
  const line = `duptop: ${problem}\n`;
  if (held === null) stderr.write(line);
  else held.push(line);
}

let loadedAudit: Promise<AuditLog> | null = null;
const audit: AuditLog = {
  write: async (entry) => {
    loadedAudit ??= loadAudit();
    await (await loadedAudit).write(entry);
  },
};

async function loadAudit(): Promise<AuditLog> {
  const [{ auditLogFile, createAuditLog, userName }, { jsonText }] = await Promise.all([
    import('./platform/audit-log-node.ts'),
    import('./present/document/json-text.ts'),
  ]);
  return createAuditLog({
    file: auditLogFile(env.XDG_STATE_HOME, homeFolder()),
    user: userName(env),
    clock: systemClock,
    encode: jsonText,
    onProblem: complain,
  });
}

const question: Question = {
  ask: async (text, signal) => {
    const { createQuestion } = await import('./platform/question-terminal.ts');
    return createQuestion(stdin, stderr).ask(text, signal);
  },
};

const openHosts: Shell['openHosts'] = async (settings) => {
  const [{ createHosts }, { nodeProcesses }, { makePrivateFolder }, { randomBytes }] = await Promise.all([
    import('./remote/hosts.ts'),
    import('./platform/processes-node.ts'),
    import('./platform/private-folder-node.ts'),
    import('node:crypto'),
  ]);
  return createHosts({
    settings,
    processes: nodeProcesses,
    clock: systemClock,
    activity,
    newNonce: () => randomBytes(16).toString('hex'),
    makeFolder: () => makePrivateFolder(env.XDG_RUNTIME_DIR),
    machineName: hostname(),
    personsShell: env.SHELL || '/bin/sh',
  });
};

const demoHostParts: Shell['demoHostParts'] = async () => {
  const [{ nodeProcesses }, { makeSandbox }, { randomBytes }] = await Promise.all([
    import('./platform/processes-node.ts'),
    import('./platform/sandbox-node.ts'),
    import('node:crypto'),
  ]);
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  return {
    processes: nodeProcesses,
    clock: systemClock,
    files: nodeFiles,
    activity,
    newNonce: () => randomBytes(16).toString('hex'),
    makeSandbox,
    programs: {
      node: process.execPath,
      duplicatiCli: here('demo/duplicati-cli.js'),
      stageHost: here('demo/stage-host.js'),
    },
    wrapper: here('hostkit/duplicati_wrapper.sh'),
  };
};

const runInTerminal: RunInTerminal = async (program, args) =>
  (await import('./platform/terminal-program-node.ts')).runInTerminal(program, args);

/** By then two more seconds were drawn: React holds what it drew before, and with it the snapshot before. */
const FORGOTTEN_MS = 2500;

const terminal: LiveTerminal = {
  show: async (screen) => {
    const [{ startTui }, { afterRounds }, { keepHeapSmall }] = await Promise.all([
      import('./tui/start-tui.ts'),
      import('./fleet/after-rounds.ts'),
      import('./platform/small-heap.ts'),
    ]);
    const stop = afterRounds(screen.stream, systemClock, FORGOTTEN_MS, keepHeapSmall());
    held = [];
    try {
      // From here on the table itself hears the signals.
      interrupted.signal.throwIfAborted();
      await startTui({ ...screen, clock: systemClock, stdin, stdout, activity, runInTerminal });
    } finally {
      stop();
      stderr.write(held.join(''));
      held = null;
    }
  },
};
process.on('uncaughtException', (error) => {
  // The live table gives the terminal back first, and hands the error on.
  if (process.listenerCount('uncaughtException') > 1) return;
  const { lines, exitCode } = reportOf(error, { verbose: process.argv.includes('-v'), interrupted: null });
  stderr.write(`${lines.join('\n')}\n`);
  process.exit(exitCode);
});

const canBeTaken = stdin.isTTY && stdout.isTTY && env.TERM !== 'dumb';

process.exitCode = await runCli(process.argv.slice(2), {
  version: versionText(),
  http,
  httpServers,
  clock: systemClock,
  files: nodeFiles,
  fileWriter: nodeFileWriter,
  nodeProgram: process.execPath,
  openHosts,
  demoHostParts,
  hostkitFolder: fileURLToPath(new URL('hostkit', import.meta.url)),
  environment: env,
  homeFolder: homeFolder(),
  stdout: createTextOutput(stdout, say`standard output`),
  stderr: createTextOutput(stderr, null),
  terminal: canBeTaken ? terminal : null,
  progress: createProgressLine(stderr, { ascii: narrowLocale(env) !== null }),
  question: stdin.isTTY && stderr.isTTY ? question : null,
  userName: async () => (await import('./platform/audit-log-node.ts')).userName(env),
  audit,
  signal: interrupted.signal,
});
