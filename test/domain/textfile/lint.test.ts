import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintTextfiles } from '../../../src/domain/textfile/lint.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { codesOf, lintDirectory, NOW } from './support/lint-directory.ts';
import { ACCEPTED, CRASHING, DROPPED, LOST, type NamedCase } from './support/named-cases.ts';

const wrongIn = ({ files }: NamedCase) =>
  Object.fromEntries(
    lintDirectory(files)
      .map((file) => [file.name, codesOf(file)] as const)
      .filter(([, codes]) => codes.length > 0),
  );
const expectedIn = ({ wrong = {} }: NamedCase) =>
  Object.fromEntries(Object.entries(wrong).filter(([, codes]) => codes.length > 0));
const verdictsIn = ({ files }: NamedCase) => new Set(lintDirectory(files).map(({ verdict }) => verdict));

describe('the linter of textfiles', () => {
  it.each(DROPPED)('drops a file for $title', (named) => {
    expect(wrongIn(named)).toEqual(expectedIn(named));
    expect(verdictsIn(named)).toContain('dropped');
  });

  it.each(ACCEPTED)('accepts $title', (named) => {
    expect(wrongIn(named)).toEqual(expectedIn(named));
    expect([...verdictsIn(named)]).toEqual(['accepted']);
  });

  it.each(LOST)('tells what is lost by $title', (named) => {
    expect(wrongIn(named)).toEqual(expectedIn(named));
  });

  it.each(CRASHING)('tells that node_exporter ends at $title', (named) => {
    expect(wrongIn(named)).toEqual(expectedIn(named));
    expect([...verdictsIn(named)]).toEqual(['crash']);
  });

  it('names what hides a series, with file and line', () => {
    const [, second] = lintDirectory({ 'a.prom': 'y 1\nx 1\n', 'b.prom': 'x{} 2\n' });
    expect(second?.findings[0]).toMatchObject({
      kind: 'lost',
      series: 'x',
      line: 1,
      hiddenBy: { file: 'a.prom', line: 2 },
    });
  });

  it('tells the column in bytes', () => {
    const [file] = lintDirectory({ 'a.prom': 'x{a="ä"} no\n' });
    expect(file?.findings[0]).toMatchObject({ code: 'value', line: 1, column: 11 });
  });

  it('gives the name that a metric should have', () => {
    const fixes = [
      'duplicati_web-01__srv_last_exitcode',
      'duplicati_h__srv_my data_last_exitcode',
      'duplicati_h__ä_last_exitcode',
    ]
      .map((name) => lintDirectory({ 'a.prom': `${name} 0\n` })[0]?.findings[0]?.fix)
      .map((fix) => /^name it (\S+):/.exec(fix ?? '')?.[1]);
    expect(fixes).toEqual([
      'duplicati_web_01__srv_last_exitcode',
      'duplicati_h__srv_my_data_last_exitcode',
      'duplicati_h_____last_exitcode',
    ]);
  });

  it.each([
    ['1795549083000', 'start-in-milliseconds'],
    ['1995549083', 'start-in-future'],
    ['0', 'odd-value'],
    ['NaN', 'odd-value'],
  ])('warns of a start time of %s, and still accepts the file', (value, code) => {
    const stem = 'duplicati_h__srv_last';
    const [file] = lintDirectory({
      'a.prom': `${stem}_run_start ${value}\n${stem}_run_seconds 1\n${stem}_exitcode 0\n`,
    });
    expect(file).toMatchObject({ verdict: 'accepted', findings: [{ kind: 'warning', code, line: 1 }] });
  });

  it('warns of values that are no exit code or length, of labels, and of series that are not there', () => {
    const stem = 'duplicati_h__srv_last';
    const [file] = lintDirectory({
      'a.prom': `${stem}_exitcode 256\n${stem}_run_seconds -1\n${stem}_run_start{a="1"} 1\n`,
    });
    expect(file === undefined ? [] : codesOf(file)).toEqual([
      'odd-value:1',
      'incomplete-job:1',
      'odd-value:2',
      'classic-labels:3',
    ]);
  });

  it('warns of a name of the textfile collector, whose own series are then lost', () => {
    const [file] = lintDirectory({ 'a.prom': 'node_textfile_scrape_error 0\n' });
    expect(file).toMatchObject({ served: ['node_textfile_scrape_error'], findings: [{ code: 'hides-collector' }] });
  });

  it('says of files that are none what node_exporter does with them', () => {
    const file = (name: string, content: Parameters<typeof lintTextfiles>[0][number]['content']) => ({
      name,
      content,
      mode: 0o644,
    });
    const empty = new Uint8Array();
    const lints = lintTextfiles(
      [
        file('b.prom.123', empty),
        file('c.PROM', empty),
        file('d.prom', 'dangling-link'),
        file('e.prom', 'no-regular-file'),
        file('f.prom', 'denied'),
        file('g.prom', 'too-large'),
        file('h.prom', 'folder'),
        file('.prom', empty),
      ],
      NOW,
    );
    expect(lints.map((lint) => [lint.name, lint.verdict, ...codesOf(lint)])).toEqual([
      ['.prom', 'accepted', 'no-samples'],
      ['b.prom.123', 'ignored', 'left-behind'],
      ['c.PROM', 'ignored', 'other-name'],
      ['d.prom', 'dropped', 'dangling-link'],
      ['e.prom', 'dropped', 'no-regular-file'],
      ['f.prom', 'unread', 'denied'],
      ['g.prom', 'unread', 'too-large'],
      ['h.prom', 'accepted', 'folder'],
    ]);
  });

  it('warns where only the owner can read a file', () => {
    const content = new TextEncoder().encode('x 1\n');
    const codes = [0o600, 0o640, 0o644].map((mode) =>
      lintTextfiles([{ name: 'a.prom', content, mode }], NOW).flatMap(codesOf),
    );
    expect(codes).toEqual([['not-readable'], [], []]);
  });

  it('takes any bytes, and says nothing that is not safe to show', () => {
    const content = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a.prom', 'b.prom', '\x1b.prom'), content), (directory) => {
        for (const { message, fix } of lintDirectory(directory).flatMap(({ findings }) => findings)) {
          expect(visible(message)).toBe(message);
          expect(visible(fix)).toBe(fix);
        }
      }),
    );
  });

  it('quotes no more than a part of a line that never ends', () => {
    const [file] = lintDirectory({ 'a.prom': `x ${'y'.repeat(10_000_000)}\n` });
    expect(file?.findings[0]?.message.length).toBeLessThan(400);
  });
});
