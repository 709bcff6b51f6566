import { describe, expect, it } from 'vitest';
import { inChunks } from '../../src/present/chunks.ts';

describe('inChunks', () => {
  it('puts small pieces together and loses none', () => {
    const pieces = Array.from({ length: 5000 }, (_, at) => `line ${at} of some length or other\n`);
    const chunks = [...inChunks(pieces)];
    expect(chunks.join('')).toBe(pieces.join(''));
    expect(chunks).toHaveLength(Math.ceil(pieces.join('').length / (64 * 1024)));
  });

  it('gives nothing for nothing', () => {
    expect([...inChunks(['', ''])]).toEqual([]);
  });
});
