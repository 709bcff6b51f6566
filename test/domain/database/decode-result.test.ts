import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeResult } from '../../../src/domain/database/decode-result.ts';
import { readBeginning } from '../../../src/domain/database/json-beginning.ts';
import { outcomeOfResult } from '../../../src/domain/database/result-outcome.ts';
import { secondsOfTimeSpan } from '../../../src/domain/database/time-span.ts';

function outcomeOf(members: Readonly<Record<string, unknown>>) {
  const result = decodeResult(JSON.stringify({ MainOperation: 'Backup', ...members }));
  return result === null ? null : outcomeOfResult(result);
}

describe('decodeResult', () => {
  it('takes what is there, and nothing else for it', () => {
    const result = decodeResult('{"ParsedResult":"Success"}');
    expect(result).toMatchObject({
      parsed: 'success',
      added: null,
      durationSeconds: null,
      backend: null,
      warnings: { count: 0, first: [] },
      parts: { compact: null, deletedVersions: null, test: null },
      cut: false,
    });
  });

  it('takes no number that is none, and no moment that was never set', () => {
    const result = decodeResult(
      JSON.stringify({
        AddedFiles: -1,
        ModifiedFiles: 1.5,
        DeletedFiles: '3',
        ExaminedFiles: 1e300,
        BeginTime: '0001-01-01T00:00:00',
        EndTime: 'yesterday',
        Duration: '1:2',
        BackendStatistics: { TotalQuotaSpace: -1, BytesUploaded: 7 },
      }),
    );
    expect(result).toMatchObject({
      added: null,
      modified: null,
      deleted: null,
      examined: null,
      beganAt: null,
      endedAt: null,
      durationSeconds: null,
      backend: { totalBytes: null, bytesUploaded: 7 },
    });
  });

  it('has the true number of messages, and the first of them', () => {
    const Warnings = Array.from({ length: 30 }, (_, at) => `warning ${at}`);
    const result = decodeResult(JSON.stringify({ Warnings, WarningsActualLength: 312, Errors: null }));
    expect(result?.warnings.count).toBe(312);
    expect(result?.warnings.first).toHaveLength(20);
    expect(result?.errors).toEqual({ count: 0, first: [] });
  });

  it('finds what the check of the destination found, and how often it compacted', () => {
    const Verifications = [
      { Key: 'good', Value: [] },
      { Key: 'bad', Value: [{ Key: 'Error', Value: 'Hash mismatch' }] },
      { Key: 'odd', Value: ['gone'] },
      null,
    ];
    const result = decodeResult(
      JSON.stringify({
        TestResults: { VerificationsActualLength: 4, Verifications },
        CompactResults: { DeletedFileCount: 5, UploadedFileCount: 1 },
        DeleteResults: { DeletedSetsActualLength: 2 },
      }),
    );
    expect(result?.parts).toEqual({
      test: {
        verified: 4,
        broken: [
          { name: 'bad', error: 'Hash mismatch' },
          { name: 'odd', error: 'gone' },
        ],
      },
      compact: { deleted: 5, downloaded: 0, uploaded: 1 },
      deletedVersions: 2,
    });
  });

  it('reads the members before the place where a document was cut off', () => {
    const document = JSON.stringify({ ParsedResult: 'Warning', AddedFiles: 3, Messages: ['a, "b"', '}{'.repeat(50)] });
    const result = decodeResult(document.slice(0, -10));
    expect(result).toMatchObject({ parsed: 'warning', added: 3, cut: true });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeResult(text)));
    fc.assert(fc.property(fc.json(), (text) => void decodeResult(text)));
  });
});

describe('readBeginning', () => {
  it('gives a part of the whole for each beginning of a document, and never something else', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, maxKeys: 5, noNullPrototype: true });
    fc.assert(
      fc.property(object, fc.double({ min: 0, max: 1, noNaN: true }), (value, share) => {
        const document = JSON.stringify(value);
        const read = readBeginning(document.slice(0, Math.floor(document.length * share)));
        const whole = JSON.parse(document);
        for (const [name, member] of Object.entries(read?.value ?? {})) expect(member).toEqual(whole[name]);
      }),
    );
  });
});

describe('outcomeOfResult', () => {
  it('agrees with the exit code of duplicati-cli', () => {
    expect(outcomeOf({ ParsedResult: 'Success', BackendStatistics: { BytesUploaded: 1 } })).toBe('success');
    expect(outcomeOf({ ParsedResult: 'Success', AddedFiles: 80, BackendStatistics: { BytesUploaded: 0 } })).toBe(
      'unchanged',
    );
    expect(outcomeOf({ ParsedResult: 'Success', AddedFiles: 0, ModifiedFiles: 0, DeletedFiles: 0 })).toBe('unchanged');
    expect(outcomeOf({ ParsedResult: 'Success', MainOperation: 'Test', BackendStatistics: { BytesUploaded: 0 } })).toBe(
      'success',
    );
    expect(outcomeOf({ ParsedResult: 'Warning' })).toBe('warnings');
    expect(outcomeOf({ ParsedResult: 'Error' })).toBe('errors');
    expect(outcomeOf({ ParsedResult: 'Fatal' })).toBe('failed');
    expect(outcomeOf({ ParsedResult: 'Success', PartialBackup: true })).toBe('partial');
    expect(outcomeOf({ ParsedResult: 'Unheard' })).toBe('other');
  });
});

describe('secondsOfTimeSpan', () => {
  it.each([
    ['00:00:40.0440200', 40.04402],
    ['00:00:00', 0],
    ['1.02:03:04', 93_784],
    ['26:00:00.5', 93_600.5],
  ])('reads %s', (text, seconds) => {
    expect(secondsOfTimeSpan(text)).toBeCloseTo(seconds, 6);
  });

  it.each(['', '40', '-00:00:01', '0:0', '00:00:00.', 'x'])('reads nothing in %j', (text) => {
    expect(secondsOfTimeSpan(text)).toBeNull();
  });
});
