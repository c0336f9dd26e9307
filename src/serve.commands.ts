import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { InvalidArgumentError } from 'commander';
import { prepareDatabase } from './application.js';
import { SeedDemo } from './demo/index.js';
import { MailCatcher } from './mail/index.js';
import { Clock } from './platform/clock.js';
import { formatVn } from './platform/vn-time.js';
import type { AddCommands } from './platform/command-line.js';
import { readConfig, type Config } from './platform/config.js';
import { openDatabase, type Database } from './platform/database/database.js';
import { holdsDemonstration } from './platform/database/demonstration.js';
import { pendingMigrations } from './platform/database/migrate.js';
import { invalid, unavailable } from './platform/errors.js';
import { buildServer } from './server.js';

function portOf(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('0–65535');
  return port;
}

/** Refuses a port that cannot be had before anything is started for it. */
async function mustBeFree({ port, host }: Config): Promise<void> {
  const probe = net.createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw invalid(
        `Cổng ${port} đang được dùng; hãy đặt PORT hoặc --port khác.`,
        `Port ${port} is in use; choose another with PORT or --port.`,
      );
    throw invalid(`Không mở được ${host}:${port}: ${message}`, `${host}:${port} cannot be opened: ${message}`);
  } finally {
    probe.close();
  }
}

async function listen(app: NestExpressApplication, config: Config): Promise<string> {
  await app.listen(config.port, config.host);
  return (await app.getUrl()).replace('[::1]', 'localhost');
}

const CONTINUED = {
  told: '',
  present: ' (tiếp tục / continued)',
  interrupted:
    ' (lần trước bị ngắt; xóa thư mục dữ liệu để kể lại từ đầu / interrupted before; remove the data folder to start anew)',
};

/** Fills the demonstration where the database is empty, then says where to click. */
async function showDemo(app: NestExpressApplication, url: string, config: Config): Promise<void> {
  app.get(MailCatcher).open(path.join(config.dataDir, 'demo-mailbox.jsonl'));
  process.stdout.write(`Thông Suốt: ${url}\n`);
  const seeded = await app.get(SeedDemo).execute((words) => process.stdout.write(`  … ${words}\n`));
  const clock = formatVn(await app.get(Clock).now(), 'vi');
  const doors = [
    ['Cơ quan ban hành / issuing authority', 'issuer'],
    ['Người thứ hai      / second person    ', 'second'],
    ['Tỉnh chuyển tiếp   / province         ', 'province'],
    ['Xã, người nhận     / commune          ', 'commune'],
    ['Quản trị đơn vị / administrator       ', 'admin'],
    ['Kiểm tra, giám sát / auditor          ', 'auditor'],
  ].map(([who, door]) => `  ${who}  ${url}/demo/sign-in/${door}\n`);
  process.stdout.write(
    `\nChế độ trình diễn / demonstration. Đồng hồ / clock: ${clock}${CONTINUED[seeded]}\n${doors.join('')}` +
      `  Hộp thư giả lập    / every mail                            ${url}/dev/mailbox\n`,
  );
}

const ENDING = ['SIGTERM', 'SIGINT'] as const;
/** npm passes on a signal that the terminal has sent to this process already: what follows so soon is the same wish. */
const SAME_WISH_MILLISECONDS = 2000;

/** Until it is asked to end; who asks again after a moment ends it at once. */
async function untilTold(): Promise<void> {
  const stop = new AbortController();
  await Promise.race(ENDING.map((signal) => once(process, signal, { signal: stop.signal })));
  stop.abort();
  const ending = (): void => undefined;
  for (const signal of ENDING) process.on(signal, ending);
  setTimeout(() => ENDING.forEach((signal) => process.off(signal, ending)), SAME_WISH_MILLISECONDS).unref();
}

async function run(config: Config, http: boolean): Promise<void> {
  if (http) await mustBeFree(config);
  const database: Database = await openDatabase(config);
  let app: NestExpressApplication | undefined;
  try {
    if (config.mode === 'production' && (await holdsDemonstration(database)))
      throw invalid(
        'Cơ sở dữ liệu này là bản trình diễn, đồng hồ của nó không phải giờ thật; hãy dùng THONGSUOT_DATA hoặc DATABASE_URL khác.',
        'This database holds the demonstration, whose clock is not the true one; use another THONGSUOT_DATA or DATABASE_URL.',
      );
    await prepareDatabase(config, database);
    app = await buildServer(config, database, true);
    const url = http ? await listen(app, config) : (await app.init(), undefined);
    const isDemo = url !== undefined && config.mode === 'demo';
    if (isDemo) await showDemo(app, url, config);
    const told = untilTold();
    if (!isDemo) process.stdout.write(`Thông Suốt: ${url ?? 'worker'}\n`);
    await told;
  } finally {
    await app?.close();
    await database.close();
  }
}

/** `thongsuot serve`: pages, API and workers in one process. */
export const addServeCommands: AddCommands = (program, _act, alone) => {
  program
    .command('serve')
    .description('chạy trang, API và các tác vụ nền / pages, API and workers')
    .option('--port <n>', 'cổng / port', portOf)
    .option('--demo', 'chế độ trình diễn / demo mode')
    .action(
      alone(async (_context, options: { port?: number; demo?: boolean }) => {
        const read = readConfig();
        const config = readConfig({
          ...process.env,
          PORT: String(options.port ?? read.port),
          THONGSUOT_MODE: options.demo ? 'demo' : read.mode,
        });
        await run(config, true);
        return { json: null, text: '' };
      }),
    );
};

/** `thongsuot worker`: the workers alone. */
export const addWorkerCommand: AddCommands = (program, _act, alone) => {
  program
    .command('worker')
    .description('chỉ chạy các tác vụ nền / workers alone')
    .action(
      alone(async () => {
        await run(readConfig(), false);
        return { json: null, text: '' };
      }),
    );
};

/** `thongsuot migrate`: schema and reference data. */
export const addMigrateCommand: AddCommands = (program, _act, alone) => {
  program
    .command('migrate')
    .description('tạo hoặc cập nhật cơ sở dữ liệu và dữ liệu nền / schema and reference data')
    .option('--check', 'chỉ kiểm tra / only check')
    .action(
      alone(async ({ locale }, options: { check?: boolean }) => {
        const config = readConfig();
        const database = await openDatabase(config);
        try {
          if (options.check) return await check(database, locale);
          const ran = await prepareDatabase(config, database);
          const text = { vi: `Đã cập nhật: ${ran.length} bước.`, en: `Up to date: ${ran.length} migrations ran.` };
          return { json: { ran }, text: text[locale] };
        } finally {
          await database.close();
        }
      }),
    );
};

async function check(database: Database, locale: 'vi' | 'en') {
  const pending = await pendingMigrations(database);
  if (pending.length > 0)
    throw unavailable(
      `Cơ sở dữ liệu còn ${pending.length} bước chưa chạy; hãy chạy \`thongsuot migrate\`.`,
      `${pending.length} migrations have not run; run \`thongsuot migrate\`.`,
    );
  return { json: { pending }, text: { vi: 'Cơ sở dữ liệu đã mới nhất.', en: 'The database is up to date.' }[locale] };
}
