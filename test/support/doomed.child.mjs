// A process that is killed as by `kill -9`: plain .js, for it runs the compiled product as it is shipped. It carries out what
// several stories do next, each on the database of its own, and dies when each has come to its failpoint.
import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/src/app.module.js';
import { readConfig } from '../../dist/src/platform/config.js';
import { watchFailpoints } from '../../dist/src/platform/failpoints.js';

/** @type {readonly { story: string, database: object, env: object, failpoint?: string, does: readonly object[] }[]} */
const tasks = JSON.parse(process.argv[2]);
const doing = new AsyncLocalStorage();
const alive = new Set(tasks);

/** Whose failpoint it is stays there; the last one ends all. */
function dieOrStay(passed) {
  const task = doing.getStore();
  if (!task || task.failpoint !== passed || !alive.delete(task)) return undefined;
  if (alive.size === 0) process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

/** Instants and functions travel as texts. */
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const opened = (given) =>
  given === 'nobody listens' ? () => undefined : instant.test(given) ? new Date(given) : given;

async function open({ database, env }) {
  const config = readConfig({ THONGSUOT_MODE: 'demo', ...env });
  const on = { ...database, historyProtected: true, embedded: false, close: async () => undefined };
  const options = { logger: ['error'], abortOnError: false };
  return NestFactory.createApplicationContext(AppModule.with(config, on, false), options);
}

async function carryOut(task, app) {
  for (const { from, useCase, method = 'execute', given = [] } of task.does) {
    const { [useCase]: type } = await import(`../../dist/src/${from}`);
    await app.get(type, { strict: false })[method](...given.map(opened));
  }
  // what never came to its failpoint would let the others wait for ever
  if (task.failpoint !== undefined) throw new Error(`it ended without having passed ${task.failpoint}`);
}

const apps = [];
for (const task of tasks) apps.push(await open(task));
watchFailpoints(dieOrStay);
const ends = tasks.map((task, n) =>
  doing.run(task, async () => {
    try {
      await carryOut(task, apps[n]);
    } catch (error) {
      process.stdout.write(`${task.story}: ${error.stack}\n`);
      process.exit(1);
    }
  }),
);
await Promise.all(ends);
await Promise.all(apps.map((app) => app.close()));
