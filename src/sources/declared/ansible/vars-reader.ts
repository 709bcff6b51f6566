import { FileError, type Files } from '../../../ports/files.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { readYaml } from '../../../text/yaml/read.ts';
import { readBounded } from './read-bounded.ts';
import { type OwnedVars, pickVars, type VarsSource, type WantedVar } from './vars.ts';

const MAX_FILES = 20_000;
/** Of folders within the folder of a host or group. */
const MAX_DEPTH = 8;
/** In the order in which Ansible looks; it takes the first that is there. */
const ENDINGS = ['', '.yml', '.yaml', '.json'];
/** Hidden files, and copies that editors and packages leave (`web01.yml~`, `web01.yml.bak`): not Ansible's either. */
const COPY = /^\.|~$|\.(?:ya?ml|json)./;
const SEALED = '$ANSIBLE_VAULT;';

/** Reads files of variables, keeps those that are wanted, and collects what went wrong. */
export class VarsReader {
  readonly warnings: SafeText[] = [];
  /** Files that are encrypted as a whole. */
  readonly sealed: string[] = [];
  readonly wanted: readonly WantedVar[];
  readonly #files: Files;
  #filesLeft = MAX_FILES;

  constructor(files: Files, wanted: readonly WantedVar[]) {
    this.#files = files;
    this.wanted = wanted;
  }

  /** `host_vars` or `group_vars`: a file, or a folder of files, for each host or group. Empty where there is no such folder. */
  async readOwners(folder: string): Promise<OwnedVars> {
    const chosen = new Map<string, { readonly name: string; readonly rank: number }>();
    for (const name of await this.list(folder)) {
      const { stem, rank } = withoutEnding(name);
      if (rank < (chosen.get(stem)?.rank ?? ENDINGS.length)) chosen.set(stem, { name, rank });
    }
    const owned = new Map<string, readonly VarsSource[]>();
    for (const [owner, { name }] of chosen) {
      const sources = await this.#read(`${folder}/${name}`, 0);
      if (sources.length > 0) owned.set(owner, sources);
    }
    return owned;
  }

  async #read(path: string, depth: number): Promise<readonly VarsSource[]> {
    const kind = await this.#files.kind(path);
    if (kind === 'file') return this.#readFile(path);
    if (kind !== 'folder' || depth >= MAX_DEPTH) return [];
    const sources: VarsSource[] = [];
    for (const name of await this.list(path)) {
      // Within a folder Ansible reads only these.
      const inner = `${path}/${name}`;
      if (!name.includes('.') || withoutEnding(name).rank > 0) sources.push(...(await this.#read(inner, depth + 1)));
    }
    return sources;
  }

  async #readFile(file: string): Promise<readonly VarsSource[]> {
    this.#filesLeft -= 1;
    if (this.#filesLeft === -1) this.warnings.push(say`${file}: more than ${MAX_FILES} files; the rest is not read`);
    if (this.#filesLeft < 0) return [];
    const read = await readBounded(file, this.#files);
    if ('warning' in read) {
      this.warnings.push(read.warning);
      return [];
    }
    if (read.text.startsWith(SEALED)) this.sealed.push(file);
    // Most files of an inventory have nothing to do with backups, and are no concern of ours if they are broken.
    if (!this.wanted.some((name) => read.text.includes(name))) return [];
    const { root, problems } = readYaml(read.text, '1.1');
    for (const { line, column, message } of problems)
      this.warnings.push(say`${file}:${line}:${column}: ${message}; the file is left out`);
    const vars = root?.kind === 'map' ? pickVars(root, this.wanted) : new Map();
    return vars.size > 0 ? [{ file, vars }] : [];
  }

  /** The names in a folder that Ansible would look at; none where there is no such folder. */
  async list(folder: string): Promise<readonly string[]> {
    try {
      const names = (await this.#files.list(folder)) ?? [];
      return names.filter((name) => !COPY.test(name));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.kind !== 'missing') this.warnings.push(say`${folder}: ${error.message}; left out`);
      return [];
    }
  }
}

function withoutEnding(name: string): { readonly stem: string; readonly rank: number } {
  const rank = ENDINGS.findLastIndex((ending) => name.endsWith(ending) && name.length > ending.length);
  return { stem: name.slice(0, name.length - (ENDINGS[rank]?.length ?? 0)), rank };
}
