import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { Files } from '../../ports/files.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { hostJobs, monitoredJobs } from './ansible/job-list.ts';
import { varsByHost } from './ansible/precedence.ts';
import { JOB_VARS, type OwnedVars } from './ansible/vars.ts';
import { innerInventories, readVarsFolder, type VarsFolder } from './ansible/vars-folder.ts';
import { VarsReader } from './ansible/vars-reader.ts';
import type { Declared } from './declared.ts';

const MAX_JOBS = 100_000;
const MAX_WARNINGS = 100;

/**
 * The jobs that Ansible variables declare: `duplicati_jobs` of every host, `duplicati_monitored_jobs` wherever they stand. Looks in the
 * folder itself, its `inventory/` and each of its `inventories/`. Nothing is run, decrypted or filled in: what would need it is left out
 * with a warning, and never quoted.
 */
export async function fromAnsible(folder: string, files: Files): Promise<Declared> {
  if ((await files.kind(folder)) !== 'folder') return { jobs: [], warnings: [say`${folder}: there is no such folder`] };
  const reader = new VarsReader(files, JOB_VARS);
  const outer = await readVarsFolder(folder, reader, files);
  const inner: VarsFolder[] = [];
  for (const path of await innerInventories(folder, reader, files))
    inner.push(await readVarsFolder(path, reader, files));

  const declared = [
    jobsOf(outer, null),
    ...inner.map((inventory) => jobsOf(inventory, outer)),
    ...[outer, ...inner].flatMap(monitoredIn),
  ];
  const warnings = [
    ...[outer, ...inner].flatMap(({ inventory }) => inventory.warnings),
    ...reader.warnings,
    ...sealedNote(reader.sealed),
    ...inner.flatMap((inventory) => unknownGroups(inventory.groupVars, [inventory])),
    ...unknownGroups(outer.groupVars, [outer, ...inner]),
    ...declared.flatMap((part) => part.warnings),
  ];
  return bounded(folder, distinct(declared.flatMap(({ jobs }) => jobs)), [...new Set(warnings)]);
}

function jobsOf(inventory: VarsFolder, outer: VarsFolder | null): Declared {
  const jobs: DeclaredJob[] = [];
  const warnings = new Set<SafeText>();
  for (const { host, source } of varsByHost('duplicati_jobs', inventory, outer)) {
    const variable = source.vars.get('duplicati_jobs');
    if (!variable || jobs.length > MAX_JOBS) continue;
    const declared = hostJobs(host, source.file, variable);
    for (const job of declared.jobs) jobs.push(job);
    for (const warning of declared.warnings) warnings.add(warning);
  }
  return { jobs, warnings: [...warnings] };
}

/** Which host has the variable does not matter: the jobs that it names may be on any. */
function monitoredIn({ inventory, groupVars, hostVars }: VarsFolder): readonly Declared[] {
  const owned = [inventory.groupVars, inventory.hostVars, groupVars, hostVars];
  return owned.flatMap((vars) =>
    [...vars.values()].flat().flatMap((source) => {
      const variable = source.vars.get('duplicati_monitored_jobs');
      return variable ? [monitoredJobs(source.file, variable)] : [];
    }),
  );
}

/** `duplicati_jobs` of a group of which no inventory file says who is in it. */
function unknownGroups(groupVars: OwnedVars, folders: readonly VarsFolder[]): readonly SafeText[] {
  const isKnown = (group: string) =>
    folders.some(({ inventory: { known, tree } }) => known && (GENERAL.has(group) || tree.groups.has(group)));
  return [...groupVars].flatMap(([group, sources]) => {
    if (isKnown(group)) return [];
    return sources.flatMap(({ file, vars }) => {
      const variable = vars.get('duplicati_jobs');
      if (!variable || (variable.value.kind === 'list' && variable.value.items.length === 0)) return [];
      return [
        say`${file}:${variable.at.line}: no inventory file says which hosts are in the group ${group}; its duplicati_jobs are left out`,
      ];
    });
  });
}

/** Groups that every inventory has. */
const GENERAL: ReadonlySet<string> = new Set(['all', 'ungrouped']);

function sealedNote([first, ...more]: readonly string[]): readonly SafeText[] {
  if (first === undefined) return [];
  const others = more.length > 0 ? say` (and ${more.length} more)` : '';
  return [say`${first}${others}: encrypted with ansible-vault as a whole; not read`];
}

/** A variable may reach a host on two ways. */
function distinct(jobs: readonly DeclaredJob[]): readonly DeclaredJob[] {
  const keyOf = ({ where, target }: DeclaredJob) =>
    JSON.stringify(target.by === 'path' ? [where, target.host, target.path] : [where, target.metric]);
  return [...new Map(jobs.map((job) => [keyOf(job), job])).values()];
}

function bounded(folder: string, jobs: readonly DeclaredJob[], warnings: readonly SafeText[]): Declared {
  const tooMany = jobs.length > MAX_JOBS ? [say`${folder}: more than ${MAX_JOBS} jobs; the rest is left out`] : [];
  const all = [...tooMany, ...warnings];
  const extra = all.length - MAX_WARNINGS;
  return {
    jobs: jobs.slice(0, MAX_JOBS),
    warnings: extra > 0 ? [...all.slice(0, MAX_WARNINGS), say`${folder}: ${extra} more warnings`] : all,
  };
}
