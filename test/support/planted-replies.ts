import { firstOf, sql, type RawBuilder } from '../../src/platform/database/sql.js';
import { uuidv7 } from '../../src/platform/ids.js';
import { BEGAN_AT, type CrashWorld } from './crash-world.js';

/** Mails that came back, as rows: no unit has a mailbox here, so that servers have no mail to send. */
const newId = (): string => uuidv7(new Date(BEGAN_AT));

async function planted(world: CrashWorld, duty: string | null, kind: string): Promise<string> {
  const id = newId();
  const about: RawBuilder<unknown> = duty
    ? sql`(select cascade_id, directive_id, id as assignment_id, unit_id from assignment where id = ${duty})`
    : sql`(select null::uuid as cascade_id, null::uuid as directive_id, null::uuid as assignment_id, null::uuid as unit_id)`;
  await sql`insert into inbound_mail (id, mailbox, uid_validity, uid, message_key, sha256, bytes, taken_at, kind, state, outcome,
      cascade_id, directive_id, assignment_id, unit_id)
    select ${id}, 'thu', 1, (select count(*) from inbound_mail), ${id}, sha256(''), 0, business_now(), ${kind}, 'waiting',
      'sender-unknown', a.cascade_id, a.directive_id, a.assignment_id, a.unit_id from ${about} a`.execute(world.app.db);
  return id;
}

/** An answer to a paper of a unit, which waits for people. @returns its id */
export const waitingReply = async (world: CrashWorld, unit: string): Promise<string> =>
  planted(world, await world.sent(unit), 'acknowledgement');

/** An address that is dead. */
export async function deadAddress(world: CrashWorld, unit: string): Promise<string> {
  const [mail, bounce, address] = [await planted(world, null, 'bounce'), newId(), `${unit}@thu.invalid`];
  const { unitId } = await world.by(unit);
  await sql`insert into mail_bounce (id, inbound_mail_id, cascade_id, message_id, unit_id, address, weight, diagnostic, at)
    values (${bounce}, ${mail}, ${newId()}, ${newId()}, ${unitId}, ${address}, 'dead', '', business_now())`.execute(
    world.app.db,
  );
  await sql`insert into dead_mailbox (address, since, bounce_id) values (${address}, business_now(), ${bounce})`.execute(
    world.app.db,
  );
  return address;
}

/** A draft report on a paper of a unit, acknowledged. @returns its id */
export async function draftOf(world: CrashWorld, unit: string): Promise<string> {
  const duty = await world.acknowledged(unit);
  const [mail, id] = [await planted(world, duty, 'report'), newId()];
  await sql`insert into report_draft (id, inbound_mail_id, cascade_id, directive_id, assignment_id, unit_id, text, state, made_at)
    select ${id}, ${mail}, cascade_id, directive_id, id, unit_id, 'đã rà soát', 'open', business_now()
    from assignment where id = ${duty}`.execute(world.app.db);
  return id;
}

/** A message to the unit that its server refused for good. @returns its id */
export async function failedMessage(world: CrashWorld, unit: string): Promise<string> {
  await world.reachable([unit]);
  const assignment = await world.sent(unit);
  const row = await firstOf(
    world.app.db,
    sql<{ id: string }>`update message set state = 'failed', attempts = 1, next_attempt_at = null, last_error = '550'
      where assignment_id = ${assignment} and template = 'issue' returning id`,
  );
  return row!.id;
}
