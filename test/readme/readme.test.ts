import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../src/present/filter/compile.ts';
import { runDuptop } from '../support/run-duptop.ts';
import { GENERATED } from './generated.ts';

const FILE = new URL('../../README.md', import.meta.url);
const readme = readFileSync(FILE, 'utf8');

describe('the README', () => {
  it.each(Object.keys(GENERATED))('has the %s as the code has them (npm run readme writes them anew)', (name) => {
    const marks = new RegExp(`(<!-- ${name} -->\n)(.*?)(\n<!-- /${name} -->)`, 's');
    const made = GENERATED[name]?.() ?? '';
    if (process.env.WRITE_README === '1') {
      const now = readFileSync(FILE, 'utf8');
      writeFileSync(
        FILE,
        now.replace(marks, (_, open, _old, close) => open + made + close),
      );
    }
    expect(marks.exec(readFileSync(FILE, 'utf8'))?.[2]).toBe(made);
  });

  it('names every command with its help, and no other', async () => {
    const { stdout } = await runDuptop(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) (?=.* {2})/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help' && name !== 'duptop');
    const table = readme.slice(readme.indexOf('## Commands'), readme.indexOf('### Filters'));
    const named = new Set([...table.matchAll(/`duptop ([a-z]+)/g)].map(([, name]) => name));
    expect([...named].sort()).toEqual([...new Set(commands)].sort());
  });

  it('shows filters that are filters', () => {
    const section = readme.slice(readme.indexOf('### Filters'), readme.indexOf('### Where to ask'));
    const terms = [...section.matchAll(/^\| `(.+)` \|/gm)].map(([, term = '']) => term);
    expect(terms.length).toBeGreaterThan(5);
    for (const term of terms) expect(compileFilter(term).ok, term).toBe(true);
  });
});
