import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { CAPABILITY, Requires, type Capability } from '../../src/platform/requires.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

/** Routes that are open to everyone, each with its reason. A new one is added here by a decision, not by oversight. */
const PUBLIC: readonly string[] = [
  'GET /', // says what this is, and leads to signing in
  'GET /a/:token', // the link of a mail is its own permission; opening it changes nothing
  'GET /deadlines/:token', // what a calendar subscribes to: signed, of one unit, read-only
  'GET /healthz', // probes have no account
  'GET /m', // where a code is typed: it asks for the code, and shows nothing else
  'GET /m/:code', // the same with the code of a printed letter filled in; nothing is looked up
  'GET /metrics', // figures without names, scraped inside the network
  'GET /readyz', // probes have no account
  'GET /sign-in', // where a session begins
  'POST /a/:token', // the button on that page: one purpose, one assignment, and it expires
  'POST /m', // looks a code up, which is as good as a link; counted, so that it is not guessed
  'POST /language', // sets a cookie with the reader's language
  'POST /sign-in', // where a session begins
  'POST /sign-out', // ends the session that the cookie names
];

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];

interface Route {
  route: string;
  needs: Capability | undefined;
  handler: string;
}

const pathsOf = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) ?? '/'].flat() as string[];

function routesOf(controller: Type): Route[] {
  const ofClass = Reflect.getMetadata(CAPABILITY, controller) as Capability | undefined;
  const handlers = Object.getOwnPropertyNames(controller.prototype)
    .map((name) => ({ name, method: Object.getOwnPropertyDescriptor(controller.prototype, name)?.value as unknown }))
    .filter((own): own is { name: string; method: () => void } => typeof own.method === 'function')
    .filter(({ name, method }) => name !== 'constructor' && Reflect.hasMetadata(PATH_METADATA, method));
  return handlers.flatMap(({ name, method }) =>
    pathsOf(controller).flatMap((base) =>
      pathsOf(method).map((path) => ({
        route: `${METHODS[Reflect.getMetadata(METHOD_METADATA, method) as number]} /${[base, path].join('/')}`
          .replaceAll(/\/+/g, '/')
          .replace(/([^ ])\/$/, '$1'),
        needs: (Reflect.getMetadata(CAPABILITY, method) as Capability | undefined) ?? ofClass,
        handler: `${controller.name}.${name}`,
      })),
    ),
  );
}

const undeclared = (routes: readonly Route[]): string[] =>
  routes.flatMap(({ route, needs, handler }) => (needs === undefined ? [`${route} (${handler})`] : []));
const publicOf = (routes: readonly Route[]): string[] =>
  [...new Set(routes.flatMap(({ route, needs }) => (needs === 'public' ? [route] : [])))].toSorted();

let server: TestServer;
let routes: Route[];
beforeAll(async () => {
  server = await serverOnTestDatabase();
  const modules = [...server.app.get(ModulesContainer).values()];
  const controllers = new Set(
    modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype)),
  );
  routes = [...controllers].flatMap((controller) => routesOf(controller as Type));
});
afterAll(() => server.close());

describe('the routes', () => {
  it('all declare what they demand', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(undeclared(routes)).toEqual([]);
  });

  it('that are public are exactly those of the short list', () => {
    expect(publicOf(routes)).toEqual([...PUBLIC].toSorted());
  });

  it('are each served by one handler', () => {
    const seen = routes.map(({ route }) => route.replaceAll(/:\w+/g, ':'));
    expect(seen.filter((route, i) => seen.indexOf(route) !== i)).toEqual([]);
  });

  it('of the API are closed to somebody unknown', async () => {
    const closed = routes.filter(({ route, needs }) => / \/api\//.test(route) && needs !== 'public');
    for (const { route } of closed) {
      const [method, path] = route.split(' ') as [string, string];
      const url = path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      const { status } = method === 'GET' ? await server.anonymous.get(url) : await server.anonymous.post(url, {});
      expect(`${route} ${status}`).toBe(`${route} 401`);
    }
  });

  it('of the demonstration are not there in production', async () => {
    const production = await serverOnTestDatabase({ THONGSUOT_MODE: 'production' });
    const demo = routes.filter(({ needs }) => needs === 'demo');
    const answers = [];
    for (const { route } of demo) {
      const [method, path] = route.replaceAll(/:\w+/g, '1').split(' ') as [string, string];
      const ask = method === 'GET' ? production.anonymous.get(path) : production.anonymous.post(path, {});
      answers.push(`${route} ${(await ask).status}`);
    }
    await production.close();
    expect(answers.length).toBeGreaterThan(0);
    expect(answers).toEqual(demo.map(({ route }) => `${route} 404`));
  });

  it('without a declaration, or public without being listed, are found by this guard', () => {
    @Controller('api/v1/forgotten')
    class Forgotten {
      @Get(':id')
      one(): void {}

      @Post()
      @Requires('public')
      open(): void {}

      @Get()
      @Requires('units.view')
      list(): void {}
    }
    expect(undeclared(routesOf(Forgotten))).toEqual(['GET /api/v1/forgotten/:id (Forgotten.one)']);
    expect(publicOf(routesOf(Forgotten)).filter((route) => !PUBLIC.includes(route))).toEqual([
      'POST /api/v1/forgotten',
    ]);
  });
});
