import { describe, expect, it } from 'vitest';
import { findBinary, haveBinary, lackOf } from './real-parts.ts';

describe('findBinary', () => {
  it('finds a program in the PATH, and nothing for a name that no program has', () => {
    expect(findBinary('sh')).toMatch(/\/sh$/);
    expect(findBinary('no-such-program')).toBeNull();
    expect(haveBinary('sh')).toBe(true);
  });
});

describe('lackOf', () => {
  it('is null where every program is there', () => {
    expect(lackOf('sh', 'env')).toBeNull();
  });

  it('names the missing programs and the packages that bring them', () => {
    expect(lackOf('sh', 'no-such-program')).toBe('no no-such-program; apt-get install no-such-program');
  });
});
