import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/platform/config.js';
import { Readiness } from '../../src/platform/readiness.js';
import { DeadMansSwitch } from '../../src/watchdog/dead-mans-switch.js';

const asked: IncomingMessage[] = [];
const said: string[] = [];
let status = 200;
const outside = createServer((request, answer) => {
  asked.push(request);
  answer.writeHead(status, { Location: '/elsewhere' }).end();
});
let port: number;

beforeAll(async () => {
  outside.listen(0, '127.0.0.1');
  await once(outside, 'listening');
  ({ port } = outside.address() as AddressInfo);
  const keep = (...all: unknown[]): unknown => said.push(JSON.stringify(all));
  Logger.overrideLogger({ log: keep, warn: keep, error: keep });
});
afterAll(() => {
  Logger.overrideLogger(['error']);
  outside.close();
});

/** Calls once, of a system of which the sweep goes round or does not. */
async function call(isWell = true): Promise<IncomingMessage> {
  const before = asked.length;
  const readiness = new Readiness();
  readiness.add('sweep', async () => ({ ok: isWell }));
  const config = readConfig({ HEARTBEAT_URL: `http://who:th%40t@127.0.0.1:${port}/ping/abc?key=xyz` });
  const calling = new DeadMansSwitch(config, readiness);
  calling.call();
  const arrived = once(outside, 'request');
  await arrived;
  // what comes of the answer is said in the turns after it
  await calling.ended();
  expect(asked).toHaveLength(before + 1);
  return asked[before]!;
}

it('is called with the name and password of its address in the head, and at /fail while something has stopped', async () => {
  const authorization = `Basic ${Buffer.from('who:th@t').toString('base64')}`;
  expect(await call()).toMatchObject({ method: 'POST', url: '/ping/abc?key=xyz', headers: { authorization } });
  expect(await call(false)).toMatchObject({ url: '/ping/abc/fail?key=xyz', headers: { authorization } });
  expect(said).toEqual([]);
});

it.each([301, 307, 404, 500])(
  'says that %i was answered, follows nowhere, and never names the address',
  async (given) => {
    status = given;
    await call();
    expect(said.splice(0)).toEqual([expect.stringContaining(`"status":${given}`)]);
  },
);

it('says why nobody answered, and never names the address', async () => {
  const config = readConfig({ HEARTBEAT_URL: 'http://who:that@127.0.0.1:1/ping/abc' });
  const calling = new DeadMansSwitch(config, new Readiness());
  calling.call();
  await calling.ended();
  expect(said).toHaveLength(1);
  expect(said[0]).not.toMatch(/who|that@|abc|127\.0\.0\.1/);
});
