import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import type { FleetAlerts } from '../../../src/domain/alerts.ts';
import { planSilences } from '../../../src/domain/silence-plan.ts';
import { type AlertDesk, createAlertDesk } from '../../../src/fleet/alerts/alert-desk.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { createHttp } from '../../../src/platform/http-got.ts';
import { createAlertmanager } from '../../../src/sources/alertmanager/client.ts';
import { startAlertmanager } from '../../lab/alertmanager.ts';
import { freePort } from '../../lab/free-port.ts';
import type { Service } from '../../lab/service.ts';
import { describeWith } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';

const LABELS = { alertname: 'DuplicatiJobFailed', host: 'a' };
const { signal } = new AbortController();

/** In front of an Alertmanager: hands on what is posted to it, and never says what came of it. */
async function loseAnswersOfPosts(target: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    const isPost = method === 'POST';
    const type = headers['content-type'] ?? '';
    const answer = await fetch(target + url, { method, ...(isPost && { body, headers: { 'content-type': type } }) });
    if (!isPost) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

describeWith(['prometheus-alertmanager'], 'a cluster of two real Alertmanagers', () => {
  let members: readonly Service[] = [];
  let desk: AlertDesk;

  beforeAll(async () => {
    const listen = `127.0.0.1:${await freePort()}`;
    const first = await startAlertmanager({ cluster: { listen } });
    members = [first];
    const second = { listen: `127.0.0.1:${await freePort()}`, peer: listen };
    members = [first, await startAlertmanager({ cluster: second })];
    const http = createHttp({ userAgent: 'duptop/test' });
    const configured = members.map(({ url }, at) =>
      createAlertmanager(
        { name: `am${at + 1}`, url, identity: PLAIN_IDENTITY, deadlineMs: 10_000, maxBodyBytes: 1e6 },
        http,
      ),
    );
    const audit = { write: async () => {} };
    const access = { configured, discovered: () => configured[0] as (typeof configured)[number] };
    desk = createAlertDesk({ prometheus: [], access, clock: systemClock, audit });
    for (const { url } of members) {
      await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ labels: LABELS }]),
      });
    }
  });
  afterAll(async () => {
    await Promise.allSettled(members.map((member) => member.stop()));
  });

  const until = (what: string, condition: (alerts: FleetAlerts) => boolean): Promise<FleetAlerts> =>
    eventually(
      async () => {
        const alerts = await desk.read([], signal);
        if (!condition(alerts)) throw new Error(JSON.stringify(alerts));
        return alerts;
      },
      { what },
    );

  it('gets no second silence where the answer of the first one is lost', async () => {
    const [one, two] = members.map(({ url }) => url);
    const lossy = await loseAnswersOfPosts(one ?? '');
    onTestFinished(() => lossy.stop());
    const http = createHttp({ userAgent: 'duptop/test' });
    const configured = [lossy.url, two ?? ''].map((url, at) =>
      createAlertmanager({ name: `${at}`, url, identity: PLAIN_IDENTITY, deadlineMs: 2000, maxBodyBytes: 1e6 }, http),
    );
    const access = { configured, discovered: () => configured[0] as (typeof configured)[number] };
    const over = createAlertDesk({ prometheus: [], access, clock: systemClock, audit: { write: async () => {} } });
    await over.read([], signal);
    const silence = {
      matchers: [
        { name: 'alertname', value: 'Lost', isRegex: false, isEqual: true },
        { name: 'a', value: '', isRegex: false, isEqual: true },
      ],
      startsAt: Date.now(),
      endsAt: Date.now() + 3_600_000,
      createdBy: 'op',
      comment: 'x',
    };
    const cluster = configured.map(({ source }) => source);
    const outcome = await over.change({ kind: 'silence', silence, cluster }, signal);
    expect(outcome).toMatchObject({ where: two, error: null });
    const { silences } = await until('the silence at both', (alerts) => alerts.silences[0]?.alertmanagers.length === 2);
    expect(silences.map(({ id }) => id)).toEqual([outcome.id]);
    for (const each of silences) await desk.change({ kind: 'expire', silence: each }, signal);

    const alone = { kind: 'silence', silence, cluster: cluster.slice(0, 1) } as const;
    expect((await over.change(alone, signal)).error).toContain('it may have been done all the same');
    await until('the silence that nobody told of', (alerts) => alerts.silences.length === 1);
    const left = await desk.read([], signal);
    for (const each of left.silences) await desk.change({ kind: 'expire', silence: each }, signal);
    await until('no silence', (alerts) => alerts.silences.length === 0);
  });

  it('gets one silence, which both of them have, and the other one ends it when the first is gone', async () => {
    const both = await until('the alert in one cluster', ({ alerts, clusters }) => {
      const [alert] = alerts;
      return clusters.length === 1 && alert?.delivery.kind === 'delivered' && alert.delivery.to.length === 2;
    });
    const wishes = { now: Date.now(), seconds: 3600, createdBy: 'op', comment: 'x' };
    const planned = planSilences(both.alerts, both, wishes);
    expect(planned.map(({ cluster }) => cluster)).toEqual([['alertmanager:am1', 'alertmanager:am2']]);
    for (const { silence, cluster } of planned) {
      expect((await desk.change({ kind: 'silence', silence, cluster }, signal)).error).toBeNull();
    }
    const silent = await until('the silence at both', ({ silences }) => silences[0]?.alertmanagers.length === 2);
    expect(silent.silences).toHaveLength(1);
    await members[0]?.halt();
    const [silence] = silent.silences;
    if (silence === undefined) throw new Error('no silence');
    expect(await desk.change({ kind: 'expire', silence }, signal)).toMatchObject({
      error: null,
      where: members[1]?.url,
    });
    await until('no silence', ({ silences }) => silences.length === 0);
  });
});
