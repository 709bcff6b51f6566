import type { Directory } from './exporter-judge.ts';

/** A directory, and what is wrong with its files: `code:line`, by file; a file that is not named is fine. */
export interface NamedCase {
  readonly title: string;
  readonly files: Directory;
  readonly wrong?: Readonly<Record<string, readonly string[]>>;
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
/** One file. */
const one = (title: string, text: string | Uint8Array, ...wrong: readonly string[]): NamedCase => ({
  title,
  files: { 'a.prom': text },
  wrong: { 'a.prom': wrong },
});

export const DROPPED: readonly NamedCase[] = [
  one('no newline at the end', 'x 1\ny 2', 'cut-off:2'),
  one('a comment without a newline at the end', 'x 1\n# end', 'cut-off:2'),
  one('line ends of Windows', 'x 1\r\ny 2\r\n', 'value:1'),
  one('an empty line of Windows', '\r\n', 'name:1'),
  one('line ends of Windows in a TYPE line', '# TYPE x gauge\r\n', 'type-unknown:1'),
  one('a byte order mark', '\ufeffx 1\n', 'name:1'),
  one('"-" in a name', 'x 1\nduplicati_web-01__srv_last_exitcode 0\n', 'value:2'),
  one('"." in a name', 'duplicati_web.example.net__srv_last_exitcode 0\n', 'value:1'),
  one('a blank in a name', 'duplicati_h__srv_my data_last_exitcode 0\n', 'value:1'),
  one('a name that begins with a digit', '5x 1\n', 'name:1'),
  one('a name that begins with "-"', '-x 1\n', 'name:1'),
  one('a name in quotes, as Prometheus 3 has them', '{"my.name"} 1\n', 'name:1'),
  one('a name alone', 'x\n', 'value:1'),
  one('a name and a blank', 'x \n', 'value:1'),
  one('labels without a value', 'x{a="1"}\n', 'value:1'),
  one('a word for a value', 'x true\n', 'value:1'),
  one('a decimal comma', 'x 0,5\n', 'value:1'),
  one('a hexadecimal number', 'x 0x1p3\n', 'value:1'),
  one('digits parted by _', 'x 1_000\n', 'value:1'),
  one('a number too large for 64 bits', 'x 1e999\n', 'value:1'),
  one('NaN with a sign', 'x +NaN\n', 'value:1'),
  one('an exponent without digits', 'x 1e\n', 'value:1'),
  one('a point alone', 'x .\n', 'value:1'),
  one('a timestamp', 'x 1 1795549083000\n', 'timestamp:1'),
  one('a timestamp in one of many lines', 'x 1\ny 1 0\nz 1\n', 'timestamp:2'),
  one('a timestamp of a later fault', 'x 1 0\ny\n', 'value:2'),
  one('a blank at the end of a line', 'x 1 \n', 'timestamp-unreadable:1'),
  one('a comment behind a value', 'x 1 # one\n', 'timestamp-unreadable:1'),
  one('a timestamp with a fraction', 'x 1 5.5\n', 'timestamp-unreadable:1'),
  one('a blank behind a timestamp', 'x 1 5 \n', 'after-timestamp:1'),
  one('no label between commas', 'x{a="1",,b="2"} 1\n', 'label-name:1'),
  one('a label that begins with a digit', 'x{1a="1"} 1\n', 'label-name:1'),
  one('":" in a label', 'x{a:b="1"} 1\n', 'label-equals:1'),
  one('a value without quotes', 'x{a=1} 1\n', 'label-quote:1'),
  one('the label __name__', 'x{__name__="y"} 1\n', 'label-reserved:1'),
  one('a label twice', 'x{a="1",a="1"} 1\n', 'label-twice:1'),
  one('an escape that is none', 'x{path="C:\\data"} 1\n', 'label-escape:1'),
  one('a label that goes on in the next line', 'x{a="1\n2"} 1\n', 'label-newline:1'),
  one('Latin-1 in a label', latin1('x{a="d\xe4t\xe4"} 1\n'), 'label-not-utf8:1'),
  one('half a surrogate pair in a label', latin1('x{a="\xed\xa0\x80"} 1\n'), 'label-not-utf8:1'),
  one('no comma between labels', 'x{a="1" b="2"} 1\n', 'label-separator:1'),
  one('a quantile that is no number', '# TYPE x summary\nx{quantile="half"} 1\n', 'quantile:2'),
  one('a bound that is no number', '# TYPE x histogram\nx_bucket{le="all"} 1\n', 'bound:2'),
  one('"-" in the name of a HELP line', '# HELP web-01 text\n', 'comment-name:1'),
  one('braces in a TYPE line', '# TYPE x{a="1"} gauge\n', 'comment-name:1'),
  one('HELP twice', '# HELP x a\n# HELP x a\nx 1\n', 'help-twice:2'),
  one('HELP of a part of a summary', '# HELP x a\n# TYPE x summary\n# HELP x_sum b\n', 'help-twice:3'),
  one('an escaped quote in HELP', '# HELP x say \\"a\\"\n', 'help-escape:1'),
  one('HELP that ends in a backslash', '# HELP x a\\\n', 'help-escape:1'),
  one('TYPE twice', '# TYPE x gauge\n# TYPE x gauge\n', 'type-late:2'),
  one('TYPE behind a sample', 'x 1\n# TYPE x gauge\n', 'type-late:2'),
  one('a type of OpenMetrics', '# TYPE x info\n', 'type-unknown:1'),
  one('a blank behind a type', '# TYPE x gauge \n', 'type-unknown:1'),
  one('a type that only looks like one in capitals', '# TYPE x hi\ufb06ogram\n', 'type-unknown:1'),
  one('the first of several faults', 'x 1\nx-y 2\nx{ 3\nx', 'value:2'),
  { title: 'one file of many', files: { 'a.prom': 'x\n', 'b.prom': 'y 1\n' }, wrong: { 'a.prom': ['value:1'] } },
];

export const ACCEPTED: readonly NamedCase[] = [
  one('samples', 'x 1\ny{a="1"} 2\n'),
  one('all ways to write a number', 'a 1.\nb .5\nc +1E+3\nd -inf\ne Infinity\nf nan\ng 1e-999\nh 007\n'),
  one('all characters of names', ':aZ_9: 1\n_ 2\n'),
  one('tabs and blanks between everything', ' \tx \t{ a \t= "1" , b="2" , }\t3\n'),
  one('no blank behind labels', 'x{a="1"}5\n'),
  one('empty labels', 'x{} 1\ny{ } 2\n'),
  one('labels in another order', 'x{b="1",a="2"} 1\n'),
  one('escapes', '# HELP x \\\\ and \\n\nx{a="\\\\ \\" \\n"} 1\n'),
  one('odd characters in labels', 'x{a="{},=# \t\r\0\u{1f600}\u202e"} 1\n'),
  one('comments of all kinds', '#\n# \n#\t#\n# HELP\n# TYPE x\n# HELP x \n# help x y\n#x-y\nx 1\n'),
  one('HELP and TYPE without a blank before them', '#HELP x text\n#TYPE x gauge\nx 1\n'),
  one('a carriage return at the end of HELP', '# HELP x text\r\nx 1\n'),
  one('types in capitals', '# TYPE x GAUGE\nx 1\n'),
  one('a type with a backslash in it', '# TYPE x gau\\ge\nx 1\n'),
  one('a type with a letter whose capital is ASCII', '# TYPE x \u017fummary\nx{quantile="1"} 1\n'),
  one('blanks behind the last newline', 'x 1\n \t'),
  one('a TYPE line behind samples of its parts', 'x_sum 1\n# TYPE y summary\ny_sum 1\n'),
  one('a histogram by its own name', '# TYPE x histogram\nx{le="5"} 1\nx_sum 1\nx_count 1\n'),
  one('the label le on a gauge', '# TYPE x gauge\nx{le="5"} 1\nx{le="q"} 1\n'),
  one('the label quantile on a histogram', '# TYPE x histogram\nx_bucket{le="5",quantile="q"} 1\n'),
  { title: 'one metric in two files', files: { 'a.prom': 'x{a="1"} 1\n', 'b.prom': 'x{a="2"} 1\nx 3\n' } },
  {
    title: 'one metric in two files, with the same HELP and TYPE',
    files: { 'a.prom': '# HELP x h\n# TYPE x gauge\nx 1\n', 'b.prom': '# HELP x h\n# TYPE x gauge\nx{a="2"} 1\n' },
  },
  { title: 'an empty label in another file', files: { 'a.prom': 'x 1\n', 'b.prom': 'x{a=""} 2\n' } },
  one('nothing', '', 'no-samples'),
  one('comments alone', '# TYPE x gauge\n\n', 'no-samples'),
  one('type gauge_histogram without samples', '# TYPE x gauge_histogram\n', 'no-samples'),
  one('HELP in Latin-1', latin1('# HELP x d\xe4\nx 1\n'), 'help-not-utf8:1'),
];

export const LOST: readonly NamedCase[] = [
  one('a series twice', 'x 1\nx 2\n', 'duplicate:2'),
  one('a series twice, labels in another order', 'x{a="1",b="2"} 1\nx{b="2",a="1"} 2\n', 'duplicate:2'),
  one('a label that is empty', 'x{a=""} 1\nx 2\n', 'duplicate:2'),
  one('a label that only others have', 'x 1\nx{a=""} 2\nx{b="1"} 3\n', 'duplicate:2'),
  {
    title: 'a series in two files',
    files: { 'b.prom': 'x 1\ny 1\n', 'a.prom': 'x 2\n' },
    wrong: { 'b.prom': ['duplicate:1'] },
  },
  {
    title: 'a series in two files, of which capitals come first',
    files: { 'b.prom': 'x 1\n', 'B.prom': 'x 2\n' },
    wrong: { 'b.prom': ['duplicate:1'] },
  },
  {
    title: 'a series in two files, in the order of the bytes of their names',
    files: { '\u{1f600}.prom': 'x 3\n', '\uff5e.prom': 'x 4\n' },
    wrong: { '\u{1f600}.prom': ['duplicate:1'] },
  },
  {
    title: 'another HELP',
    files: { 'a.prom': '# HELP x one\nx 1\n', 'b.prom': '# HELP x other\nx{a="1"} 1\n' },
    wrong: { 'b.prom': ['help-differs:2'] },
  },
  {
    title: 'HELP in one of two files',
    files: { 'a.prom': 'x 1\n', 'b.prom': '# HELP x text\nx{a="1"} 1\ny 1\n' },
    wrong: { 'b.prom': ['help-differs:2'] },
  },
  {
    title: 'another TYPE',
    files: { 'a.prom': '# TYPE x gauge\nx 1\n', 'b.prom': '# TYPE x counter\nx{a="1"} 1\n' },
    wrong: { 'b.prom': ['type-differs:2'] },
  },
  {
    title: 'TYPE in one of two files',
    files: { 'a.prom': 'x 1\n', 'b.prom': '# TYPE x gauge\nx{a="1"} 1\n' },
    wrong: { 'b.prom': ['type-differs:2'] },
  },
  {
    title: 'what is lost hides nothing',
    files: { 'a.prom': 'x 1\n', 'b.prom': '# TYPE x gauge\nx{a="1"} 1\n', 'c.prom': 'x{a="1"} 1\n' },
    wrong: { 'b.prom': ['type-differs:2'] },
  },
  {
    title: 'what is dropped hides nothing',
    files: { 'a.prom': 'x 1\ny\n', 'b.prom': 'x 2\n' },
    wrong: { 'a.prom': ['value:2'] },
  },
  {
    title: 'a name that a summary of another file makes',
    files: { 'a.prom': '# TYPE x summary\nx_sum 1\n', 'b.prom': 'x_count 1\nx_bucket 1\n' },
    wrong: { 'b.prom': ['name-collides:1'] },
  },
  {
    title: 'a histogram that would make a name of another file',
    files: { 'a.prom': 'x_bucket 1\n', 'b.prom': '# TYPE x histogram\nx_sum 1\n' },
    wrong: { 'b.prom': ['name-collides:2'] },
  },
  one('lines of a summary that tell no part', '# TYPE x summary\nx 1\nx{quantile="NaN"} 1\n', 'no-part:2', 'no-part:3'),
  one('a bucket without a bound', '# TYPE x histogram\nx_bucket 1\nx_count 1\n', 'no-part:2'),
  one(
    'parts that come again',
    '# TYPE x summary\nx_sum 1\nx{quantile="1.0"} 1\nx_sum 2\nx{quantile="1"} 2\n',
    'repeated-part:2',
    'repeated-part:3',
  ),
  {
    title: 'a summary in two files',
    files: { 'a.prom': '# TYPE x summary\nx_sum 1\n', 'b.prom': '# TYPE x summary\nx_sum 2\nx{quantile="1"} 1\n' },
    wrong: { 'b.prom': ['duplicate:2', 'duplicate:3'] },
  },
  one(
    'a summary and its part, by chance',
    'x_sum 1\n# TYPE x summary\nx_count 1\ny 1\n',
    'name-collides:1',
    'name-collides:3',
  ),
  {
    title: 'what hangs on chance in an earlier file',
    files: {
      'a.prom': 'x_count 1\n# TYPE x summary\nx{quantile="1"} 1\n',
      'b.prom': 'x_sum 1\n',
      'c.prom': 'x 1\n',
    },
    wrong: {
      'a.prom': ['name-collides:1', 'name-collides:3'],
      'b.prom': ['name-collides:1'],
      'c.prom': ['duplicate:1'],
    },
  },
];

export const CRASHING: readonly NamedCase[] = [
  one('a label that begins with __', 'x{__a="1"} 1\n', 'label-underscores:1'),
  one('a sample of type gauge_histogram', '# TYPE x gauge_histogram\nx 1\n', 'type-gauge-histogram:2'),
];
