import { describe, expect, it } from 'vitest';
import type { ChainFacts } from '../../../src/domain/chain/chain-facts.ts';
import { diagnose } from '../../../src/domain/chain/diagnose.ts';
import { isUnknown, verdictOf } from '../../../src/domain/chain/verdict.ts';
import { say } from '../../../src/text/safe-text.ts';
import { aCause, aHost as aHostState, aJob } from '../../present/support/snapshot.ts';
import { aHost, someFacts } from './support/facts.ts';

const verdict = (facts: ChainFacts) => verdictOf(diagnose(facts));
const unknown = (facts: ChainFacts) => isUnknown(diagnose(facts));
const noTrace = aHost({ isRoot: false, cron: { ...aHost().cron, entries: [] }, textfiles: [] });
const neverSeen = { lastRun: null, seen: { prometheus: null, exporter: null } };

describe('a diagnosis', () => {
  it('is broken by what is wrong', () => {
    expect(verdict(someFacts(null, { job: aJob({ status: 'late', cause: aCause('late') }) }))).toBe('broken');
  });

  it('is fine where the host was seen, and there most of the chain', () => {
    expect(verdict(someFacts(aHost()))).toBe('fine');
  });

  it('is so in part alone where the sources tell of a good run, and the host can not be seen', () => {
    expect(verdict(someFacts(null))).toBe('partly');
  });

  it('proves nothing where neither a run nor the host was seen', () => {
    expect(verdict(someFacts(null, { job: aJob(neverSeen) }))).toBe('unproven');
  });

  it('proves nothing of a job of which neither a source nor its host has a trace', () => {
    expect(verdict(someFacts(noTrace, { job: null }))).toBe('unproven');
  });

  it('proves something of a job that only its host has', () => {
    expect(verdict(someFacts(aHost(), { job: null }))).not.toBe('unproven');
  });
});

describe('what was asked for', () => {
  it('is unknown where neither a source nor the host knows it', () => {
    expect(unknown(someFacts(null, { job: null }))).toBe(true);
    expect(unknown(someFacts(noTrace, { job: null }))).toBe(true);
    expect(unknown({ ...someFacts(null, { job: null }), path: null })).toBe(true);
  });

  it('is known by a source, or by the host', () => {
    expect(unknown(someFacts(null))).toBe(false);
    expect(unknown(someFacts(aHost(), { job: null }))).toBe(false);
    expect(unknown({ ...someFacts(null, { job: null, hostState: aHostState() }), path: null })).toBe(false);
  });
});

describe('an exporter that Prometheus reaches', () => {
  const exporterOf = (error: ReturnType<typeof say> | null) => {
    const state = aHostState();
    const hostState = { ...state, exporter: { ...state.exporter, error } };
    return diagnose(someFacts(null, { hostState })).links.find(({ name }) => name === 'exporter');
  };

  it('is not said to answer where it answered us with an error', () => {
    const refused = say`http://10.0.0.8:9100/metrics answered 401`;
    expect(exporterOf(refused)).toMatchObject({
      state: 'ok',
      says: 'Prometheus has its metrics; it did not answer us',
      evidence: [refused],
    });
  });

  it('answers where it did', () => {
    expect(exporterOf(null)?.says).toBe('http://10.0.0.8:9100/metrics answers');
  });
});
