import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { fetched } from './http-loopback.ts';

const TRIES = 100;
const BUSY_MS = 4;
const BODY_BYTES = 400_000;

/** A server that answers while this process is busy; prepared for the one moment that is too early for a client which is not. */
const SERVER = `
  const { parentPort } = require('node:worker_threads');
  const body = Buffer.alloc(${BODY_BYTES}, 'x');
  const server = require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-length': body.length }).end(body));
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;

test('an answer to a form is read whole, though it comes before the client has had time to note that all was sent', async () => {
  const server = new Worker(SERVER, { eval: true });
  onTestFinished(async () => {
    await server.terminate();
  });
  const [port] = await once(server, 'message');
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // As when a poll begins: from a timer, with more to do right after it.
    const answer = pause(1).then(() => fetched(`http://127.0.0.1:${port}`, { form: [['query', 'up']] }));
    const busy = pause(1).then(stayBusy);
    expect((await answer).text).toHaveLength(BODY_BYTES);
    await busy;
  }
});

function stayBusy(): void {
  const end = performance.now() + BUSY_MS;
  while (performance.now() < end);
}
