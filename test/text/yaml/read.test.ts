import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml, type YamlDialect } from '../../../src/text/yaml/read.ts';
import { plainData } from '../../../src/text/yaml/tree.ts';

function dataOf(text: string, dialect: YamlDialect = '1.2'): unknown {
  const { root, problems } = readYaml(text, dialect);
  expect(problems).toEqual([]);
  return root && plainData(root);
}

function problemsOf(text: string): readonly string[] {
  const { root, problems } = readYaml(text, '1.2');
  expect(root).toBeNull();
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('a document', () => {
  it('becomes plain data', () => {
    expect(dataOf('a: 1\nb: [x, true, null]\n__proto__: {c: "d"}\n')).toEqual(
      JSON.parse('{"a": 1, "b": ["x", true, null], "__proto__": {"c": "d"}}'),
    );
  });

  it('may be empty, begin with a byte order mark, end its lines with CRLF, or be JSON with tabs', () => {
    expect(dataOf('')).toBeNull();
    expect(dataOf('\ufeffa: 1')).toEqual({ a: 1 });
    expect(dataOf('a:\r\n  - b\r\nc: d\r\n')).toEqual({ a: ['b'], c: 'd' });
    expect(dataOf('{\n\t"a": ["\\u00e9"]\n}')).toEqual({ a: ['é'] });
  });

  it('knows the place of each key and value', () => {
    const { root } = readYaml('# first\nabc:\n  - x\n  - {d: 5}\n', '1.2');
    const list = root?.kind === 'map' ? root.entries.get('abc') : undefined;
    expect(list?.at).toEqual({ line: 2, column: 1 });
    const item = list?.value.kind === 'list' ? list.value.items[1] : undefined;
    expect(item?.at).toEqual({ line: 4, column: 5 });
    const entry = item?.kind === 'map' ? item.entries.get('d') : undefined;
    expect(entry?.value).toEqual({ kind: 'scalar', at: { line: 4, column: 9 }, value: 5, tag: null });
  });

  it('keeps the tags that it does not know beside the text', () => {
    const { root } = readYaml('a: !vault |\n  6162\n', '1.1');
    const value = root?.kind === 'map' ? root.entries.get('a')?.value : undefined;
    expect(value).toMatchObject({ value: '6162\n', tag: '!vault' });
  });

  it('is read as its dialect has it', () => {
    const text = 'a: yes\nb: 010\nc: 2020-01-02\n';
    expect(dataOf(text, '1.2')).toEqual({ a: 'yes', b: 10, c: '2020-01-02' });
    expect(dataOf(text, '1.1')).toEqual({ a: true, b: 8, c: '2020-01-02' });
  });

  it('has its aliases and merge keys carried out', () => {
    expect(dataOf('a: &a {x: 1, y: 2}\nb: *a\nc: {<<: *a, y: 3}\nd: {<<: [{x: 0}, *a]}\n')).toEqual({
      a: { x: 1, y: 2 },
      b: { x: 1, y: 2 },
      c: { x: 1, y: 3 },
      d: { x: 0, y: 2 },
    });
  });
});

describe('a text with faults', () => {
  it.each([
    ['a: 1\nb: 2\na: 3\n', ['3:1 "a" is there twice']],
    ['a: 1\n---\nb: 2\n', ['2:1 a second document; only one is read']],
    ['a: *b\n', ['1:4 no anchor &b stands before this alias']],
    ['a: &a [*a]\n', ['1:8 no anchor &a stands before this alias']],
    ['{[a]: 1}\n', ['1:2 a key that is a list or a mapping']],
    ['a: {<<: 5}\n', ['1:9 "<<" takes a mapping']],
    ['a: "\0"\n', ['1:5 a control character (\\x00)']],
    ['a:\n\tb: 1\n', ['2:1 tabs are not allowed as indentation']],
    ['a: "b\n', ['2:1 missing closing "quote']],
    ['a: 1\n]\n', ['2:1 something that YAML does not allow here']],
  ])('says what and where: %j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it('never has what it says quoted', () => {
    for (const text of [
      'a: "\\qs3cret"',
      'a: |s3cret\n  x',
      'a: 1\n] s3cret',
      'a: !<s3cret x',
      '%s3cret\n---\n]',
      's3cret: @s3cret',
    ])
      expect(problemsOf(text).join()).not.toContain('s3cret');
  });

  it('has the first twenty faults told, and the number of the others', () => {
    const problems = problemsOf(Array.from({ length: 30 }, () => 'a: 1').join('\n'));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('22:1 and 9 more problems from here on');
  });
});

describe('a hostile text', () => {
  it.each([
    ['lists', '['.repeat(100_000), '1:66'],
    ['closed lists', '['.repeat(20_000) + ']'.repeat(20_000), '1:66'],
    ['mappings', Array.from({ length: 500 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), '66:66'],
    ['list items', '- '.repeat(100_000), '1:131'],
    ['keys', `${'? '.repeat(5000)}a`, '1:131'],
  ])('of %s in each other is refused before it is built', (_, text, place) => {
    expect(problemsOf(text)).toEqual([`${place} nested more than 64 levels deep`]);
  });

  it('of aliases that double at every step is no larger than it is written', () => {
    const laughs = Array.from({ length: 50 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`);
    const { root, problems } = readYaml(`a0: &a0 [ha]\n${laughs.join('\n')}\n`, '1.2');
    expect(problems).toEqual([]);
    const data = root && (plainData(root) as Record<string, unknown[]>);
    expect(data?.a50?.[0]).toBe(data?.a50?.[1]);
  });

  it('of thousands of aliases is refused', () => {
    expect(problemsOf(`a: &a x\nb: [${'*a, '.repeat(1001)}]\n`)).toEqual(['2:4005 more than 1000 aliases']);
  });

  it('never makes it throw, whatever it is', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!t ',
      '|',
      '>',
      '"',
      "'",
      '#',
      '%',
      '? ',
      ',',
      '<<',
      '---\n',
      '\t',
      '\r',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom<YamlDialect>('1.1', '1.2'), (parts, dialect) => {
        const { root, problems } = readYaml(parts.join(''), dialect);
        if (root) plainData(root);
        expect(root === null || problems.length === 0).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
