import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFleet, hostsFor } from '../../../src/demo/fleet/build-fleet.ts';
import { hostPage } from '../../../src/demo/fleet/host-page.ts';
import { pageOf } from '../../../src/demo/servers/exporter-page.ts';

const STARTED = 1_800_000_000_000;

function pages(jobs: number, hosts: number, seed: number, at: number): readonly string[] {
  const fleet = buildFleet({ jobs, hosts }, { seed, startedAt: STARTED });
  return fleet.hosts.map((host) => pageOf(hostPage(host, STARTED))(at, null));
}

describe('a simulated fleet', () => {
  it('has exactly as many jobs and hosts as were asked for, and no two with one name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }), fc.nat(), (jobs, hosts, seed) => {
        const fleet = buildFleet({ jobs, hosts }, { seed, startedAt: STARTED });
        expect(fleet.hosts).toHaveLength(hosts);
        expect(new Set(fleet.hosts.map(({ scrapeJob }) => scrapeJob)).size).toBe(hosts);
        const names = fleet.hosts.flatMap((host) => host.jobs.map(({ metric }) => `${host.scrapeJob} ${metric}`));
        expect(names).toHaveLength(jobs);
        expect(new Set(names).size).toBe(jobs);
      }),
    );
  });

  it('is the same to the byte for the same seed, at any moment', () => {
    const later = STARTED + 95_000;
    expect(pages(300, 20, 7, later)).toEqual(pages(300, 20, 7, later));
    expect(pages(300, 20, 8, later)).not.toEqual(pages(300, 20, 7, later));
  });

  it('does not change the jobs that are there when it grows', () => {
    const [few, many] = [24, 200].map((jobs) => buildFleet({ jobs, hosts: 10 }, { seed: 3, startedAt: STARTED }));
    const [one, other] = [few, many].map((fleet) => fleet?.hosts[0]?.jobs.map(({ timeline }) => timeline.seed));
    expect(other?.slice(0, one?.length)).toEqual(one);
  });

  it('takes more hosts for more jobs', () => {
    expect(hostsFor(24)).toBe(10);
    expect(hostsFor(10_000)).toBeGreaterThan(100);
  });
});
