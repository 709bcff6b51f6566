import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileLint } from '../../../src/domain/textfile/finding.ts';
import { hidesCollector, mayBeOwnName } from '../../../src/domain/textfile/gather/own-names.ts';
import { lintTextfiles } from '../../../src/domain/textfile/lint.ts';
import { startNodeExporter } from '../../lab/node-exporter.ts';
import { describeWith } from '../../support/describe-with.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { Chance } from './support/chance.ts';
import { disagreements } from './support/disagreements.ts';
import { type Directory, type ExporterJudge, startExporterJudge } from './support/exporter-judge.ts';
import { lintDirectory, NOW } from './support/lint-directory.ts';
import { ACCEPTED, CRASHING, DROPPED, LOST, type NamedCase } from './support/named-cases.ts';
import { randomTextfile } from './support/random-textfile.ts';

const SEED = Number(process.env.TEXTFILE_SEED ?? 20261125);
const DIRECTORIES = Number(process.env.TEXTFILE_DIRECTORIES ?? 800);
const MOST_FILES = 4;
/** The log is looked into after so many directories, as only its end is kept. */
const AT_ONCE = 10;

const crashes = (lints: readonly FileLint[]): boolean => lints.some(({ verdict }) => verdict === 'crash');

describeWith(['prometheus-node-exporter'], 'the linter beside a real node exporter', () => {
  let judge: ExporterJudge;
  beforeAll(async () => {
    judge = await startExporterJudge();
  });
  afterAll(() => judge?.stop());

  /** Both verdicts, with the lines that the exporter's log names. */
  async function compare(directory: Directory): Promise<void> {
    const lints = lintDirectory(directory);
    expect(disagreements(directory, lints, await judge.judge(directory))).toEqual([]);
    await compareLines(lints);
  }

  async function compareLines(lints: readonly FileLint[]): Promise<void> {
    for (const { name, verdict, findings } of lints) {
      if (verdict !== 'dropped') continue;
      const [fault] = findings;
      // A timestamp is found when all is read: then no line is named.
      const line = fault?.code === 'timestamp' ? null : fault?.line;
      expect([name, await judge.loggedLine(name)]).toEqual([name, line]);
    }
  }

  it.each([...DROPPED, ...ACCEPTED, ...LOST].map((named, at): NamedCase & { at: number } => ({ ...named, at })))(
    'agrees on $title',
    async ({ files, at }) => {
      // A name of its own for each case, to be found in the log.
      await compare(
        Object.fromEntries(
          Object.entries(files).map(([name, text]) => [`${name.replace('.prom', '')}${at}.prom`, text]),
        ),
      );
    },
  );

  it(`agrees on ${DIRECTORIES} directories of random files`, async () => {
    const chance = new Chance(SEED);
    let compared = 0;
    let dropped: FileLint[] = [];
    for (let at = 1; at <= DIRECTORIES; at += 1) {
      const names = Array.from({ length: 1 + chance.below(MOST_FILES) }, (_, file) => `${file}-${at}.prom`);
      const directory = Object.fromEntries(names.map((name) => [name, randomTextfile(chance)]));
      const lints = lintDirectory(directory);
      if (crashes(lints)) continue;
      expect(disagreements(directory, lints, await judge.judge(directory))).toEqual([]);
      compared += lints.length;
      dropped.push(...lints);
      if (at % AT_ONCE > 0) continue;
      await compareLines(dropped);
      dropped = [];
    }
    expect(compared).toBeGreaterThan(DIRECTORIES * 2);
  });

  it('agrees on what is no regular file, and on names', async () => {
    await judge.judge({
      '.prom': 'dot 1\n',
      '.hidden.prom': 'hidden 1\n',
      'b.PROM': 'capitals 1\n',
      'c.prom.12': 'left 1\n',
    });
    mkdirSync(join(judge.folder, 'folder.prom'));
    symlinkSync('/nonexistent', join(judge.folder, 'link.prom'));
    symlinkSync('round.prom', join(judge.folder, 'round.prom'));
    const socket = createServer().listen(join(judge.folder, 'socket.prom'));
    const { accepted, scrapeError, served } = await judge.look();
    await new Promise((resolve) => socket.close(resolve));
    expect(scrapeError).toBe(true);
    expect([...served.keys()].sort()).toEqual(['dot', 'hidden']);
    const content = new TextEncoder().encode('x 1\n');
    const lints = lintTextfiles(
      [
        { name: '.prom', content, mode: null },
        { name: '.hidden.prom', content, mode: null },
        { name: 'b.PROM', content, mode: null },
        { name: 'c.prom.12', content, mode: null },
        { name: 'folder.prom', content: 'folder', mode: null },
        { name: 'link.prom', content: 'dangling-link', mode: null },
        { name: 'round.prom', content: 'no-regular-file', mode: null },
        { name: 'socket.prom', content: 'no-regular-file', mode: null },
      ],
      NOW,
    );
    expect(lints.filter(({ verdict }) => verdict === 'accepted').map(({ name }) => name)).toEqual(accepted);
  });

  it('agrees that the names of the textfile collector hide what it tells', async () => {
    const directory = { 'a.prom': 'node_textfile_mtime_seconds 5\nnode_textfile_scrape_error 7\n', 'b.prom': 'x\n' };
    const { accepted, scrapeError } = await judge.judge(directory);
    expect([accepted, scrapeError]).toEqual([[], false]);
    expect(lintDirectory(directory)[0]?.findings.map(({ code }) => code)).toEqual([
      'hides-collector',
      'hides-collector',
    ]);
  });

  it.each(CRASHING)('agrees that an exporter ends at $title', async ({ files }) => {
    const own = await startExporterJudge();
    try {
      expect(crashes(lintDirectory(files))).toBe(true);
      await expect(own.judge(files)).rejects.toThrow();
    } finally {
      await own.stop();
    }
  });

  it('knows every name that the exporter of this machine has itself', async () => {
    const empty = tempFolder('no-textfiles');
    const exporter = await startNodeExporter({ textfileDirectory: empty.path });
    try {
      const page = await (await fetch(exporter.metricsUrl)).text();
      const names = [...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
      expect(names.length).toBeGreaterThan(50);
      expect(names.filter((name) => !mayBeOwnName(name) && !hidesCollector(name))).toEqual([]);
    } finally {
      await exporter.stop();
      empty.remove();
    }
  });
});
