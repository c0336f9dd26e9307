import 'reflect-metadata';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { EntityManager } from '@mikro-orm/postgresql';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { commandLineCaller, type Role } from '../../src/platform/caller.js';
import { readConfig } from '../../src/platform/config.js';
import { dbOf, type Db } from '../../src/platform/database/sql.js';
import { buildServer } from '../../src/server.js';
import { findUnit } from '../../src/units/index.js';
import { setClock } from './app.js';
import { freshDatabase, WITH_DEMO_UNITS } from './database.js';

interface Answer {
  status: number;
  // the shape of an answer is what the test asserts
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
  text: string;
  headers: Record<string, string>;
}

/** A client of the API with the token of a unit and role. */
export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestServer {
  app: NestExpressApplication;
  get: NestExpressApplication['get'];
  db: Db;
  url: string;
  setClock(at: string): Promise<void>;
  as(unit: string, role: Role): Promise<Client>;
  anonymous: Client;
  close(): Promise<void>;
}

/** The whole application over HTTP, on a database of its own with the demonstration's units; no jobs tick. */
export async function serverOnTestDatabase(env: Record<string, string> = {}): Promise<TestServer> {
  const database = await freshDatabase(WITH_DEMO_UNITS);
  const config = readConfig({ THONGSUOT_MODE: 'demo', PORT: '0', ...env });
  const app = await buildServer(config, database, false);
  await app.listen(0, '127.0.0.1');
  const db = dbOf(app.get(EntityManager).fork());
  const url = await app.getUrl();
  const client = (headers: Record<string, string>): Client => ({
    get: async (path) => request(url).get(path).set(headers),
    post: async (path, body, more = {}) =>
      request(url)
        .post(path)
        .set({ ...headers, ...more })
        .send(body as object),
  });
  return {
    app,
    get: (token: never) => app.get(token, { strict: false }),
    db,
    url,
    setClock: (at) => setClock(db, at),
    as: async (unit, role) => {
      const { id } = await findUnit(db, unit);
      const { token } = await app.get(ApiTokens, { strict: false }).create(id, role, commandLineCaller('vi'));
      return client({ Authorization: `Bearer ${token}` });
    },
    anonymous: client({}),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
