import type { Call } from './call.ts';
import { Chance } from './chance.ts';
import { JobDatabase, type Volume } from './job-database.ts';
import { type RunCounts, resultMessage, timeSpan } from './result.ts';
import { dateText, sizeText } from './say.ts';
import type { RunScript } from './script.ts';
import type { World } from './world.ts';

/** 50 MB, as the wrappers ask for. */
const LARGEST_VOLUME = 50 * 1024 * 1024;
const FAILED = 100;
const UPLOAD_TRIES = 3;

/** One run as the script says it goes. Gives duplicati-cli's exit code. */
export async function backUp(call: Call, script: RunScript, world: World): Promise<number> {
  world.print(`Backup started at ${dateText(new Date(world.now()))}`);
  for (const option of call.unknownOptions)
    world.print(`The supplied option ${option} is not supported and will be ignored`);
  const database = new JobDatabase(call.database, script, world.now);
  try {
    return await new Run(call, script, database, world).go();
  } finally {
    database.close();
  }
}

class Run {
  readonly #call: Call;
  readonly #script: RunScript;
  readonly #database: JobDatabase;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #beganAt: number;
  readonly #operation: number;
  readonly #uploaded: Volume[] = [];
  /** Of the pauses that a run of so many steps makes. */
  readonly #pauseMs: number;

  constructor(call: Call, script: RunScript, database: JobDatabase, world: World) {
    this.#world = world;
    this.#beganAt = world.now();
    this.#call = call;
    this.#script = script;
    this.#database = database;
    let operation = 0;
    database.commit(() => {
      operation = database.begin('Backup');
    });
    this.#operation = operation;
    this.#chance = new Chance(`${call.path}/${operation}`);
    this.#pauseMs = (script.seconds * 1000) / pausesOf(script);
  }

  async go(): Promise<number> {
    const { code, volumes } = this.#script;
    const database = this.#database;
    this.#world.print('Checking remote backup ...');
    await this.#list();
    this.#world.print('Scanning local files ...');
    const examined = this.#chance.number(80, 900);
    const examinedBytes = this.#chance.number(2, 4000) * 1_000_000;
    this.#world.print(`  ${examined} files need to be examined (${sizeText(examinedBytes)})`);
    await this.#world.pause(this.#pauseMs);
    const warnings = code === 2 ? this.#unreadable() : [];
    let list = 0;
    let fileset = 0;
    const versionAt = database.nextVersionAt();
    const listName = `duplicati-${stamp(versionAt)}.dlist.zip.aes`;
    database.commit(() => {
      list = database.addVolume(this.#operation, listName, 'Files');
      fileset = database.addFileset(this.#operation, list, versionAt);
    });
    if (code === 1) {
      database.commit(() => database.dropFileset(fileset, list));
    } else {
      const most = code === 50 || code === FAILED ? Math.ceil(volumes / 2) : volumes;
      for (let at = 0; at < most; at++) await this.#uploadPair();
      if (code === FAILED) return this.#failUpload();
      if (code !== 50) await this.#upload(list, listName, 'Files', 4000, 9000);
    }
    if (code !== 50) {
      database.commit(() => database.completeFileset(fileset));
      this.#world.print('Checking remote backup ...');
      await this.#list();
    }
    const checked = code === 50 ? [] : this.#verify();
    const damaged = code === 3 ? this.#damaged(checked) : null;
    await this.#world.pause(this.#pauseMs);
    this.#finish({ examined, examinedBytes, warnings, checked, damaged });
    return code;
  }

  async #list(): Promise<void> {
    this.#world.print('  Listing remote folder ...');
    this.#database.commit(() => this.#database.remote(this.#operation, 'list', { name: '', data: '[\n]' }));
    await this.#world.pause(this.#pauseMs / 2);
  }

  #unreadable(): readonly string[] {
    const file = `${this.#call.path.replace(/\/+$/, '')}/unreadable.txt`;
    this.#world.print(`Failed to process path: ${file} => Access to the path "${file}" is denied.`);
    const time = `${new Date(this.#world.now()).toISOString().slice(0, 19).replace('T', ' ')} +00`;
    return [
      `${time} - [Warning-Duplicati.Library.Main.Operation.Backup.FileBlockProcessor.FileEntry-PathProcessingFailed]: Failed to process path: ${file}`,
    ];
  }

  async #uploadPair(): Promise<void> {
    const data = `duplicati-b${this.#chance.hex()}.dblock.zip.aes`;
    const index = `duplicati-i${this.#chance.hex()}.dindex.zip.aes`;
    await this.#upload(null, data, 'Blocks', LARGEST_VOLUME / 2, LARGEST_VOLUME);
    await this.#upload(null, index, 'Index', 900, 20_000);
  }

  async #upload(known: number | null, name: string, type: Volume['type'], least: number, most: number): Promise<void> {
    const database = this.#database;
    let id = known ?? 0;
    if (known === null) {
      database.commit(() => {
        id = database.addVolume(this.#operation, name, type);
      });
    }
    const volume = { id, name, type, size: this.#chance.number(least, most), hash: this.#chance.hash() };
    this.#world.print(`  Uploading file (${sizeText(volume.size)}) ...`);
    database.commit(() => {
      database.setVolume(volume, 'Uploading');
      database.remote(this.#operation, 'put', { name, data: dataOf(volume) });
    });
    const pauses = this.#script.commits + 1;
    for (let at = 0; at < pauses; at++) {
      await this.#world.pause(this.#pauseMs / pauses);
      if (this.#script.commits > 0) database.commit(() => database.addBlocks(id, 20));
    }
    database.commit(() => database.setVolume(volume, 'Uploaded'));
    this.#uploaded.push(volume);
  }

  /** As the destination of 2.0.5.1 that became unwritable: an Operation without a result. */
  async #failUpload(): Promise<number> {
    const name = `duplicati-b${this.#chance.hex()}.dblock.zip.aes`;
    const volume = {
      id: 0,
      name,
      type: 'Blocks' as const,
      size: this.#chance.number(1000, LARGEST_VOLUME),
      hash: this.#chance.hash(),
    };
    let id = 0;
    this.#database.commit(() => {
      id = this.#database.addVolume(this.#operation, name, 'Blocks');
      this.#database.setVolume({ ...volume, id }, 'Uploading');
    });
    for (let at = 0; at < UPLOAD_TRIES; at++) {
      this.#world.print(`  Uploading file (${sizeText(volume.size)}) ...`);
      this.#database.commit(() => this.#database.remote(this.#operation, 'put', { name, data: dataOf(volume) }));
      await this.#world.pause(this.#pauseMs / UPLOAD_TRIES);
    }
    const { why } = this.#script;
    this.#world.print(`Fatal error => ${why}`);
    this.#world.complain(`\nSystem.AggregateException: One or more errors occurred. (${why})`);
    return FAILED;
  }

  #verify(): readonly string[] {
    this.#world.print('Verifying remote backup ...');
    this.#world.print('Remote backup verification completed');
    const checked = [...new Map(this.#uploaded.map((volume) => [volume.type, volume])).values()].reverse();
    this.#database.commit(() => {
      for (const volume of this.#uploaded) this.#database.setVolume(volume, 'Verified');
      for (const volume of checked)
        this.#database.remote(this.#operation, 'get', { name: volume.name, data: dataOf(volume) });
    });
    for (const { size } of checked) this.#world.print(`  Downloading file (${sizeText(size)}) ...`);
    return checked.map(({ name }) => name);
  }

  #damaged(checked: readonly string[]): RunCounts['damaged'] {
    const name = checked.at(-1) ?? '';
    const why = `Hash mismatch on file "/tmp/dup-0000", recorded hash: ${this.#chance.hash()}, actual hash ${this.#chance.hash()}`;
    this.#world.print(`Failed to process file ${name} => ${why}`);
    return { name, why };
  }

  #finish(seen: Pick<RunCounts, 'examined' | 'examinedBytes' | 'warnings' | 'checked' | 'damaged'>): void {
    const database = this.#database;
    const now = this.#world.now();
    const { code } = this.#script;
    const bytesOf = (volumes: readonly Volume[]) => volumes.reduce((sum, { size }) => sum + size, 0);
    const downloaded = this.#uploaded.filter(({ name }) => seen.checked.includes(name));
    const first = this.#operation === 1;
    const modified = code === 1 ? 0 : this.#chance.number(1, seen.examined);
    const counts: RunCounts = {
      ...seen,
      code,
      beganAt: this.#beganAt,
      added: first ? modified : 0,
      modified: first ? 0 : modified,
      uploadedBytes: bytesOf(this.#uploaded),
      uploadedFiles: this.#uploaded.length,
      downloadedBytes: bytesOf(downloaded),
      downloadedFiles: downloaded.length,
      retries: 0,
      totals: database.totals(),
      errors: seen.damaged === null ? [] : [`Failed to process file ${seen.damaged.name}`],
    };
    database.commit(() => {
      database.purge();
      database.addResult(this.#operation, resultMessage(counts, now));
    });
    this.#world.print(`  Duration of backup: ${timeSpan(Math.floor((now - this.#beganAt) / 1000))}`);
    this.#world.print(`  Remote files: ${counts.totals.files}`);
    this.#world.print(`  Remote size: ${sizeText(counts.totals.bytes)}`);
    this.#world.print(`  Files added: ${counts.added}`);
    this.#world.print('  Files deleted: 0');
    this.#world.print(`  Files changed: ${counts.modified}`);
    this.#world.print(`  Data uploaded: ${sizeText(counts.uploadedBytes)}`);
    this.#world.print(`  Data downloaded: ${sizeText(counts.downloadedBytes)}`);
    this.#world.print('Backup completed successfully!');
  }
}

/** So many pauses a run makes. */
function pausesOf({ code, volumes }: RunScript): number {
  if (code === 1) return 3;
  return code === 50 || code === FAILED ? 2 * Math.ceil(volumes / 2) + 2.5 : 2 * volumes + 4;
}

function dataOf({ size, hash }: Pick<Volume, 'size' | 'hash'>): string {
  return JSON.stringify({ Size: size, Hash: hash });
}

/** `20261001T030000Z`. */
function stamp(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
