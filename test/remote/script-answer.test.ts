import { describe, expect, it } from 'vitest';
import { scriptAnswer } from '../../src/remote/script-answer.ts';

const read = (stdout: string, stderr = '') => {
  const answer = scriptAnswer(Buffer.from(stdout), Buffer.from(stderr), 'N1');
  return answer && { ...answer, output: Buffer.from(answer.output).toString() };
};

describe('an answer', () => {
  it('is what stands between the marks, without the noise around it', () => {
    expect(
      read('Welcome!\nbegin N1\nline\n\nend N1 3\nlogout\n', 'motd\nbegin N1\nbad\n\nend N1 \nConnection closed\n'),
    ).toEqual({ exitCode: 3, output: 'line\n', complaint: 'bad' });
  });

  it('may be empty', () => {
    expect(read('begin N1\n\nend N1 0\n')).toEqual({ exitCode: 0, output: '', complaint: '' });
  });

  it('keeps every byte', () => {
    const bytes = Buffer.from([0, 255, 10, 128]);
    const answer = scriptAnswer(
      Buffer.concat([Buffer.from('begin N1\n'), bytes, Buffer.from('\nend N1 0\n')]),
      Buffer.alloc(0),
      'N1',
    );
    expect(Buffer.from(answer?.output ?? [])).toEqual(bytes);
  });

  it('may hold marks of another script', () => {
    expect(read('begin N1\nbegin N2\n\nend N2 0\n\nend N1 1\n')?.output).toBe('begin N2\n\nend N2 0\n');
  });

  it('has a complaint of a few lines at most', () => {
    const { complaint } = read('begin N1\n\nend N1 0\n', `begin N1\n${'long line '.repeat(99)}\n`) ?? {};
    expect(complaint?.length).toBeLessThan(700);
    expect(read('begin N1\n\nend N1 0\n', `begin N1\n${'x\n'.repeat(99)}`)?.complaint).toBe('x; x; x; x; x');
  });
});

it.each([
  ['', 'nothing'],
  ['Welcome!\n', 'noise alone'],
  ['begin N1\nline\n', 'no end'],
  ['begin N1\nline\n\nend N1 ', 'no exit code'],
  ['begin N1\nline\n\nend N1 1', 'perhaps a part of the exit code'],
  ['\nend N1 0\n', 'no beginning'],
  ['begin N2\n\nend N2 0\n', 'the marks of another script'],
])('%j is no answer: %s', (stdout) => {
  expect(read(stdout)).toBeNull();
});
