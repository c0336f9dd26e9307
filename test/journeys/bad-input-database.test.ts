import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { readConfig } from '../../src/platform/config.js';
import { dbOf } from '../../src/platform/database/sql.js';
import { buildServer } from '../../src/server.js';
import { findUnit } from '../../src/units/index.js';
import { freshDatabase } from '../support/database.js';
import { operator } from '../support/issued.js';

/** Stands between the product and its database, so that the database can be gone and come back. */
class Wire {
  private readonly open = new Set<net.Socket>();
  private server: net.Server | undefined;
  private port = 0;

  constructor(private readonly target: URL) {}

  async connect(): Promise<string> {
    this.server = net.createServer((from) => {
      const to = net.connect(Number(this.target.port), this.target.hostname);
      for (const [socket, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.open.add(socket);
        socket.on('error', () => other.destroy()).on('close', () => this.open.delete(socket));
        socket.pipe(other);
      }
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as net.AddressInfo).port;
    return Object.assign(new URL(this.target.href), { port: String(this.port), hostname: '127.0.0.1' }).href;
  }

  async cut(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server?.close();
    if (this.server) await once(this.server, 'close');
  }
}

let app: NestExpressApplication;
let wire: Wire;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let token: string;
beforeAll(async () => {
  database = await freshDatabase();
  wire = new Wire(new URL(database.appUrl));
  const appUrl = await wire.connect();
  app = await buildServer(readConfig({ THONGSUOT_MODE: 'demo', PORT: '0' }), { ...database, appUrl }, false);
  await app.listen(0, '127.0.0.1');
  const { id } = await findUnit(dbOf(app.get(EntityManager).fork()), 't20');
  ({ token } = await app.get(ApiTokens, { strict: false }).create(id, 'clerk', operator));
});
afterAll(async () => {
  await app.close();
  await wire.cut();
  await database.drop();
});

const list = async () =>
  request(await app.getUrl())
    .get('/api/v1/directives')
    .set('Authorization', `Bearer ${token}`);
const draft = async () =>
  request(await app.getUrl())
    .post('/api/v1/directives')
    .set('Authorization', `Bearer ${token}`)
    .send({ issuer: 't20', subject: 'x' });

describe('a database that is gone', () => {
  it('is said to be: 503 with when to try again, and the product lives on and works again when it is back', async () => {
    expect((await list()).status).toBe(200);
    await wire.cut();
    for (const ask of [list, draft, list]) {
      const { status, body, headers } = await ask();
      expect([status, body.type, headers['retry-after']]).toEqual([503, 'urn:thongsuot:unavailable', '30']);
      expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONN|postgres/);
    }
    const url = await app.getUrl();
    expect((await request(url).get('/healthz')).status).toBe(200);
    const ready = await request(url).get('/readyz');
    expect([ready.status, ready.body.notReady]).toEqual([503, expect.arrayContaining(['database'])]);
    expect(ready.text).not.toMatch(/127\.0\.0\.1|ECONN|postgres/);
    expect((await request(url).get('/healthz').set('Authorization', `Bearer ${token}`)).status).toBe(200);
    const page = await request(url).get('/');
    expect([page.status, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(page.text).not.toMatch(/127\.0\.0\.1|ECONN|postgres/);

    await wire.connect();
    const back = await list();
    expect([back.status, back.body.items]).toEqual([200, []]);
    expect((await draft()).status).toBe(201);
  });
});
