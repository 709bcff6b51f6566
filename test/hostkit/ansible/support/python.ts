import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBinary } from '../../../support/real-parts.ts';

const PLUGIN = fileURLToPath(new URL('../../../../src/hostkit/ansible/filter_plugins/duplicati.py', import.meta.url));
/** Reads `[[filter, …arguments], …]`, and writes for each what the filter gives, or `{"error": …}`. */
const CALLS = `
import importlib.util, json, sys
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("duplicati", sys.argv[1])
plugin = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plugin)
filters = plugin.FilterModule().filters()
def call(name, *arguments):
    try:
        return filters[name](*arguments)
    except Exception as error:
        return {"error": str(error)}
print(json.dumps([call(*each) for each in json.load(sys.stdin)]))
`;

/** Calls filters of the role, each a name with its arguments. */
export function callFilters(calls: readonly (readonly [name: string, ...args: unknown[]])[]): readonly unknown[] {
  const { status, stdout, stderr } = spawnSync(ansiblePython(), ['-c', CALLS, PLUGIN], {
    encoding: 'utf8',
    input: JSON.stringify(calls),
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Why Ansible can't install a package here; `null` where it can. */
export function lackOfPythonApt(): string | null {
  const { status } = spawnSync(ansiblePython(), ['-c', 'import apt'], { stdio: 'ignore' });
  return status === 0 ? null : 'no Python module apt; apt-get install python3-apt';
}

/** The Python that Ansible runs under. */
function ansiblePython(): string {
  const program = findBinary('ansible-playbook');
  const [line = ''] = program === null ? [] : readFileSync(program, 'utf8').split('\n');
  return /^#!\s*(\/\S+)/.exec(line)?.[1] ?? 'python3';
}
