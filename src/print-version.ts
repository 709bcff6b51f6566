import process from 'node:process';
import { EXIT } from './cli/exit-code.ts';
import { writeProblem } from './platform/write-problem.ts';
import { versionText } from './version.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`duptop: standard output: ${writeProblem(error)}\n`);
  process.exitCode = EXIT.outputLost;
});
process.stdout.write(`${versionText()}\n`);
