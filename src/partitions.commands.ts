import { MikroORM } from '@mikro-orm/postgresql';
import { InvalidArgumentError } from 'commander';
import { record } from './ledger/index.js';
import { table, type AddCommands, type CommandAnswer, type CommandContext } from './platform/command-line.js';
import { readConfig } from './platform/config.js';
import { openDatabase } from './platform/database/database.js';
import { ormOptions } from './platform/database/orm-config.js';
import {
  attachYear,
  detachYear,
  partitionYears,
  schemaOf,
  type PartitionYear,
} from './platform/database/partitions.js';
import { dbOf, firstOf, sql, type Db } from './platform/database/sql.js';
import { unavailable } from './platform/errors.js';
import { transactional } from './platform/failpoints.js';

const LOCK_NOT_AVAILABLE = '55P03';
const MEGABYTE = 1024 * 1024;

function yearOf(value: string): number {
  if (!/^\d{4}$/.test(value)) throw new InvalidArgumentError('YYYY');
  return Number(value);
}

/** The tables belong to another role than the one that runs the product: only that one may move partitions. */
async function asOwner<Answer>(work: (orm: MikroORM) => Promise<Answer>): Promise<Answer> {
  const database = await openDatabase(readConfig());
  try {
    const orm = await MikroORM.init(ormOptions(database.ownerUrl, []));
    try {
      return await work(orm);
    } finally {
      await orm.close(true);
    }
  } finally {
    await database.close();
  }
}

async function orBusy<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    throw unavailable(
      'Bảng đang được dùng liên tục nên chưa khóa được; chưa có gì thay đổi. Hãy thử lại.',
      'The tables are in use and could not be locked; nothing was changed. Try again.',
    );
  }
}

const businessNow = async (db: Db): Promise<Date> =>
  (await firstOf(db, sql<{ now: Date }>`select business_now() as now`))!.now;

/** Takes one year out, with its fact in what stays. */
export const detach = (
  orm: MikroORM,
  year: number,
  { caller }: Pick<CommandContext, 'caller'>,
): Promise<PartitionYear> =>
  orBusy(
    transactional(orm.em, 'ledger.yearDetached', async (em) => {
      const db = dbOf(em);
      const held = await detachYear(db, year);
      const { assignments, facts, messages } = held;
      const payload = { year, assignments, facts, messages };
      await record(db, [{ kind: 'ledger.yearDetached', at: await businessNow(db), by: caller, payload }]);
      return held;
    }),
  );

/** Puts a detached year back, with its fact. */
export const attach = (orm: MikroORM, year: number, { caller }: Pick<CommandContext, 'caller'>): Promise<void> =>
  orBusy(
    transactional(orm.em, 'ledger.yearAttached', async (em) => {
      const db = dbOf(em);
      await attachYear(db, year);
      await record(db, [{ kind: 'ledger.yearAttached', at: await businessNow(db), by: caller, payload: { year } }]);
    }),
  );

const WORDS = {
  vi: {
    header: ['Năm', 'Nhiệm vụ', 'Bản ghi', 'Thư', 'Dung lượng (MB)', 'Văn bản chưa kết thúc'],
    detached: (year: number) =>
      `Đã tách năm ${year} sang lược đồ ${schemaOf(year)}. Sao lưu bằng \`pg_dump -n ${schemaOf(year)}\`, rồi mới xóa lược đồ.`,
    attached: (year: number) => `Đã gắn lại năm ${year}.`,
  },
  en: {
    header: ['Year', 'Assignments', 'Facts', 'Messages', 'Size (MB)', 'Directives in force'],
    detached: (year: number) =>
      `${year} was detached into the schema ${schemaOf(year)}. Dump it by \`pg_dump -n ${schemaOf(year)}\` before you drop it.`,
    attached: (year: number) => `${year} is attached again.`,
  },
};

async function list({ locale }: CommandContext): Promise<CommandAnswer> {
  const years = await asOwner((orm) => partitionYears(dbOf(orm.em.fork())));
  const rows = years.map((y) => [y.year, y.assignments, y.facts, y.messages, Math.round(y.bytes / MEGABYTE), y.open]);
  return { json: years, text: table(WORDS[locale].header, rows) };
}

/** `thongsuot partitions …`: the years of cascades, and taking the old ones out. */
export const addPartitionsCommands: AddCommands = (program, _act, alone) => {
  const partitions = program
    .command('partitions')
    .description('dữ liệu theo năm của các luồng văn bản / cascades by year');
  partitions
    .command('list')
    .description('các năm đang có và dung lượng / the years and their sizes')
    .action(alone((context) => list(context)));
  partitions
    .command('detach <year>')
    .description('tách một năm đã kết thúc ra khỏi bảng / take a year that has ended out of the tables')
    .action(
      alone(async (context, value: string) => {
        const year = yearOf(value);
        const held = await asOwner((orm) => detach(orm, year, context));
        return { json: { ...held, schema: schemaOf(year) }, text: WORDS[context.locale].detached(year) };
      }),
    );
  partitions
    .command('attach <year>')
    .description('gắn lại một năm đã tách / put a detached year back')
    .action(
      alone(async (context, value: string) => {
        const year = yearOf(value);
        await asOwner((orm) => attach(orm, year, context));
        return { json: { year }, text: WORDS[context.locale].attached(year) };
      }),
    );
};
