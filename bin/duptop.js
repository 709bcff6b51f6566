#!/usr/bin/env node
// Runs on any Node that has ES modules, so that an old one can say what is needed or hand over to the one of this checkout.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = [22, 13];

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

if (isRecent(process.versions.node)) {
  process.env.NODE_ENV = 'production';
  // Names are looked up on these threads: a slow name server must not hold up everything else.
  process.env.UV_THREADPOOL_SIZE ??= '32';
  if (!process.env.NODE_COMPILE_CACHE) nodeModule.enableCompileCache?.();
  await import(isVersionAsked(process.argv.slice(2)) ? '../dist/print-version.js' : '../dist/main.js');
} else {
  const newer = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (existsSync(newer)) handOver(newer);
  else {
    process.stderr.write(
      `duptop needs Node ${NEEDED.join('.')} or newer, and this is Node ${process.versions.node} (${process.execPath}).\n` +
        'Install a newer one, or run "npm install" in a checkout, which brings its own.\n',
    );
    process.exitCode = 2;
  }
}

/** Scripts ask this often, and it needs nothing of what the rest needs. */
function isVersionAsked(args) {
  return args.length === 1 && (args[0] === '--version' || args[0] === '-V');
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends its signals to both; this one stays until the other is done with them.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`duptop could not start ${node}: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
