import { Column, recording } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { CURRENT, machineOf, start, step } from '../../workflows/index.js';

/** Which messages an act keeps from going out: those about some directives of a cascade. */
export interface StoppedMail {
  cascadeId: string;
  directiveIds: readonly string[];
}

/** The directive that a message, alias `m`, is about. */
const ABOUT = sql`(m.parameters ->> 'directive')::uuid`;
const of = ({ cascadeId, directiveIds }: StoppedMail): RawBuilder<boolean> =>
  sql`m.cascade_id = ${cascadeId} and m.state = 'queued' and ${ABOUT} = any(${[...directiveIds]}::uuid[])`;

/** Whether the mail that gathered the message `m` is being sent; its id is its cascade. */
const gatheringMail = (begun: string): RawBuilder<boolean> => sql`(m.gathered_into is not null and exists (
  select 1 from message g where g.cascade_id = m.gathered_into and g.id = m.gathered_into and g.state = 'queued'
    and ${sql.raw(begun)} and g.next_attempt_at > statement_timestamp()))`;

/** Somebody is sending it, or has sent it and not recorded it yet: it was begun, and the lease of who began it has not ended. */
const IS_BEGUN = sql`(m.begun_at is not null and m.next_attempt_at > statement_timestamp()
  or ${gatheringMail('g.begun_at is not null')})`;
/** The same, and no server has answered yet. */
const IS_ON_ITS_WAY = sql`(m.begun_at < 'infinity' and m.next_attempt_at > statement_timestamp()
  or ${gatheringMail("g.begun_at < 'infinity'")})`;

/** Versions of the delivery machine that know how to withdraw: what an older one queued goes out, as it promised. */
function withdrawingVersions(): number[] {
  const versions = Array.from({ length: CURRENT.delivery }, (_, i) => i + 1);
  return versions.filter((version) => {
    const machine = machineOf('delivery', version);
    return step(machine, start(machine), { type: 'WITHDRAW' }).accepted;
  });
}

/** The stop that a message, alias `m`, falls under: whatever its directive is held for, or what was queued before it ended. */
export const STOPPED_BY = sql`(select s.kind from mail_stop s
  where s.cascade_id = m.cascade_id and s.directive_id = ${ABOUT}
    and (s.kind = 'held' or m.queued_at < s.at and m.machine_version = any(${withdrawingVersions()}::smallint[])))`;

const text = (name: string): Column => new Column(name, 'text');
const withdrawal = (which: RawBuilder<boolean>, at: Date): RawBuilder<{ n: number }> => sql`
  with withdrawn as (
    update message m set state = 'withdrawn', next_attempt_at = null, begun_at = null, held_at = null, gather = false
    where ${which} and m.machine_version = any(${withdrawingVersions()}::smallint[])
    returning m.cascade_id, m.id, m.unit_id, m.assignment_id, m.template, ${ABOUT} as directive_id),
  ${recording(
    {
      kind: 'message.withdrawn',
      at,
      by: SYSTEM,
      cascadeId: text('cascade_id'),
      unitId: text('unit_id'),
      assignmentId: text('assignment_id'),
      directiveId: text('directive_id'),
      from: 'queued',
      to: 'withdrawn',
      payload: { messageId: text('id'), template: text('template') },
    },
    sql`withdrawn`,
  )}
  select count(*)::int as n from withdrawn`;

const stop = (db: Db, { cascadeId, directiveIds }: StoppedMail, kind: 'held' | 'withdrawn', at: Date) =>
  sql`insert into mail_stop (cascade_id, directive_id, kind, at)
    select ${cascadeId}::uuid, d, ${kind}::text, ${at}::timestamptz from unnest(${[...directiveIds]}::uuid[]) d
    on conflict (cascade_id, directive_id) do update set kind = excluded.kind, at = excluded.at`.execute(db);

/**
 * Withdraws what waits to be sent about directives, inside the caller's transaction. Call it after the rows of the act
 * are locked and before the act queues notices of its own: what is queued from `at` on is sent. Messages that somebody
 * is sending are finished; where the server turns one of them away for now it is withdrawn instead of tried again.
 * @param at  business instant of the act
 * @returns how many were withdrawn
 */
export async function withdrawMessages(db: Db, which: StoppedMail, at: Date): Promise<number> {
  await stop(db, which, 'withdrawn', at);
  return (await firstOf(db, withdrawal(sql`${of(which)} and not ${IS_BEGUN}`, at)))!.n;
}

/** Withdraws messages that were claimed and then found to be stopped. */
export const withdrawClaimed = (db: Db, ids: readonly string[], at: Date): Promise<unknown> =>
  ids.length === 0
    ? Promise.resolve()
    : withdrawal(sql`m.id = any(${[...ids]}::uuid[]) and m.state = 'queued'`, at).execute(db);

/** Keeps everything about directives from going out, what is queued later too, until it is released. */
export async function holdMessages(db: Db, which: StoppedMail, at: Date): Promise<number> {
  await stop(db, which, 'held', at);
  const row = await firstOf(
    db,
    sql<{ n: number }>`with held as (
      update message m set held_at = ${at}, next_attempt_at = null, begun_at = null,
        gather = m.gather or m.gathered_into is not null, gathered_into = null
      where ${of(which)} and not ${IS_BEGUN} returning 1)
    select count(*)::int as n from held`,
  );
  return row!.n;
}

/** Lets what was held go out again. */
export async function releaseHeld(db: Db, which: StoppedMail): Promise<void> {
  await sql`delete from mail_stop where cascade_id = ${which.cascadeId} and kind = 'held'
    and directive_id = any(${[...which.directiveIds]}::uuid[])`.execute(db);
  await sql`update message m set held_at = null, gather_at = null,
      next_attempt_at = case when not m.gather then statement_timestamp() end
    where ${of(which)} and m.held_at is not null`.execute(db);
}

/** Whether a message, alias `m`, is stopped: held, or queued before its directive ended. What the act itself tells is not. */
const IS_STOPPED = sql`exists (select 1 from mail_stop s where s.cascade_id = m.cascade_id and s.directive_id = ${ABOUT}
  and (s.kind = 'held' or m.queued_at < s.at))`;

const sending = async (db: Db, which: RawBuilder<unknown>): Promise<number> =>
  (await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from message m
      where m.state = 'queued' and ${IS_ON_ITS_WAY} and ${which}`,
  ))!.n;

/** How many messages of a cascade are being sent at this moment. */
export const stillSending = (db: Db, cascadeId: string): Promise<number> =>
  sending(db, sql`m.cascade_id = ${cascadeId}`);

/** How many messages of some cascades are being sent at this moment that were begun before their directive was stopped. */
export const sendingAfterStop = (db: Db, cascadeIds: readonly string[]): Promise<number> =>
  cascadeIds.length === 0
    ? Promise.resolve(0)
    : sending(db, sql`m.cascade_id = any(${[...cascadeIds]}::uuid[]) and ${IS_STOPPED}`);

const WAIT_MILLISECONDS = 10_000;
const LOOK_AGAIN_MILLISECONDS = 40;

/**
 * Waits, after the act has been committed, until nothing that was begun before it is still on its way: only then is it
 * confirmed that nothing more goes out. From the commit on none is begun, whether somebody waits or not.
 * @param waits  false: looks once, where somebody else waits for many acts together
 * @returns how many messages are still on their way after ten seconds; 0: confirmed
 */
export async function untilSent(db: Db, { cascadeId, directiveIds }: StoppedMail, waits = true): Promise<number> {
  const which = sql`m.cascade_id = ${cascadeId} and ${ABOUT} = any(${[...directiveIds]}::uuid[]) and ${IS_STOPPED}`;
  const giveUp = AbortSignal.timeout(WAIT_MILLISECONDS);
  for (;;) {
    const left = await sending(db, which);
    if (left === 0 || !waits || giveUp.aborted) return left;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MILLISECONDS));
  }
}
