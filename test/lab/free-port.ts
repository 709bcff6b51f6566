import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range that Linux takes for outgoing connections: a port stays free for a server that is stopped and started again. */
const FIRST_PORT = 10_000;
const LAST_PORT = 32_767;
const TRIES = 200;

/** A port that nobody listens on at `address`; with `0.0.0.0`, at no address of this machine. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await canListen(address, port)) return port;
  }
  throw new Error(`no free port at ${address} in ${TRIES} tries`);
}

function canListen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
