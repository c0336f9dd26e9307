import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeAssignment } from '../assignments/index.js';
import { DraftDirective } from '../directives/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { unavailable } from '../platform/errors.js';
import { PauseReorganisation } from '../reorganisation/index.js';
import { writeUnits, type UnitToWrite } from '../units/index.js';
import { figureOf, percentile, spread, type Figure } from './figure.rules.js';
import type { Stage } from './stage.js';
import { atSteadyRate } from './steady-rate.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/thongsuot.js', import.meta.url));
const BY = commandLineCaller('vi');
const PER_SECOND = 50;
const WARM_UP = 100;
const BODIES = 300;
/** Lạng Sơn neither ended nor took anything over. */
const PROVINCE = 't20';

/**
 * 99th percentile of the time that an acknowledgement takes, in process, at a steady rate, by units that the reform does not
 * concern: while nothing else happens, and while a process of its own carries the reform out. That is stopped when the time
 * is over, so that what is left of it can be carried out afterwards.
 */
export async function acknowledgeDuring(stage: Stage, reorganisationId: string): Promise<Figure> {
  const each = Math.ceil(PER_SECOND * stage.effort.seconds);
  const items = await dutiesOfOthers(stage, WARM_UP + 2 * each);
  const acknowledging = stage.get(AcknowledgeAssignment);
  const acknowledge = (from: number, count: number) =>
    atSteadyRate(items.slice(from, from + count), PER_SECOND, (id) => acknowledging.execute(id, {}, BY));
  await acknowledge(0, WARM_UP);
  stage.progress('acknowledge-during-reorganisation: idle');
  const idle = await acknowledge(WARM_UP, each);
  const reform = carryOutApart(stage, reorganisationId);
  await firstMove(stage, reform);
  stage.progress('acknowledge-during-reorganisation: busy');
  const before = await movedCascades(stage);
  const busy = await acknowledge(WARM_UP + each, each);
  const moved = (await movedCascades(stage)) - before;
  if (reform.exitCode === null) {
    await stage.get(PauseReorganisation).stop(reorganisationId, BY);
    await once(reform, 'exit');
  }
  return figure(idle, busy, moved);
}

/** Open duties of departments of a province that goes on as it is. */
async function dutiesOfOthers(stage: Stage, count: number): Promise<string[]> {
  stage.progress('acknowledge-during-reorganisation: directives');
  const at = await stage.get(Clock).now();
  const bodies = Array.from({ length: BODIES }, (_, n) => body(n));
  await stage
    .get(EntityManager)
    .fork()
    .transactional((em) => writeUnits(dbOf(em), bodies, at));
  const addressees = bodies.map(({ code }) => ({ text: code, role: 'action' as const }));
  const draft = { issuer: PROVINCE, subject: 'đo tốc độ xác nhận', dueOn: '2025-08-20', addressees };
  for (let n = 0; n < count; n += BODIES) await stage.issue(await stage.get(DraftDirective).execute(draft, BY));
  const { rows } = await stage.owner.query(
    `select a.id from assignment a join unit u on u.id = a.unit_id where u.code like 'bench-body-%' order by a.id limit $1`,
    [count],
  );
  return rows.map(({ id }) => id);
}

const ALWAYS = { from: '2016-01-01', to: null };
const body = (n: number): UnitToWrite => ({
  code: `bench-body-${n}`,
  periods: [{ ...ALWAYS, name: `Sở Đo Lường ${n}`, kind: 'department', level: 'body', legalBasis: null }],
  relations: [{ ...ALWAYS, line: 'administrative', parent: PROVINCE }],
  officialCodes: [],
  aliases: [],
});

function carryOutApart({ database }: Stage, id: string): ChildProcess {
  const addresses = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  return spawn(process.execPath, [PROGRAM, 'reorganisation', 'carry-out', id], {
    env: { ...process.env, ...addresses, SMTP_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function movedCascades({ owner }: Stage): Promise<number> {
  return (await owner.query('select count(done_at)::int as n from reorganisation_cascade')).rows[0].n;
}

async function firstMove(stage: Stage, reform: ChildProcess): Promise<void> {
  while ((await movedCascades(stage)) === 0) {
    if (reform.exitCode !== null) throw unavailable('Không thực hiện được sắp xếp.', 'The reform was not carried out.');
    await wait(50);
  }
}

const figure = (idle: readonly number[], busy: readonly number[], moved: number): Figure =>
  figureOf({
    name: 'acknowledge-during-reorganisation',
    unit: 'ms',
    ours: percentile(busy, 0.99),
    floor: percentile(idle, 0.99),
    target: 2,
    detail: {
      perSecond: PER_SECOND,
      acknowledged: busy.length,
      cascadesMovedMeanwhile: moved,
      idle: spread(idle),
      during: spread(busy),
    },
  });
