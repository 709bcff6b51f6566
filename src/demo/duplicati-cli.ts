/**
 * A stand-in for duplicati-cli: called in its way, it writes a job's database and prints what the real one would, over a few seconds, and
 * backs nothing up. `DATABASE.stand-in.json` or the environment say how the run goes (`duplicati-cli/script.ts`).
 */
import process from 'node:process';
import { backUp } from './duplicati-cli/backup.ts';
import { readCall } from './duplicati-cli/call.ts';
import { complain, print } from './duplicati-cli/say.ts';
import { readScript } from './duplicati-cli/script.ts';
import { realWorld } from './duplicati-cli/world.ts';

const FAILED = 100;
const BAD_ARGUMENTS = 200;
/** Codes that come of a run; others come at once. */
const OF_A_RUN = [0, 1, 2, 3, 50, FAILED];

process.exitCode = await main();

async function main(): Promise<number> {
  const call = readCall(process.argv.slice(2), process.env);
  if (call === null) {
    print('Found 1 commands but expected 2, commands:');
    return BAD_ARGUMENTS;
  }
  const script = readScript(call.database, process.env);
  if (!OF_A_RUN.includes(script.code)) return script.code;
  if (!call.hasPassphrase) {
    complain('\nErrorID: NoPassphrase\nNo passphrase was given');
    return FAILED;
  }
  try {
    return await backUp(call, script, realWorld(script.ahead));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    print(`Fatal error => ${why}`);
    complain(`\nSystem.Exception: ${why}`);
    return FAILED;
  }
}
