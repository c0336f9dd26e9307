import { DraftDirective } from '../directives/index.js';
import { commandLineCaller } from '../platform/caller.js';
import {
  DecideReorganisation,
  DraftReorganisation,
  planSchema,
  SubmitReorganisation,
} from '../reorganisation/index.js';
import type { Stage } from './stage.js';

const BY = commandLineCaller('vi');
const SECOND_PERSON = { ...BY, actor: 'second-person' };
const ISSUED_AT = '2025-06-20T09:00:00+07:00';
const APPROVED_AT = '2025-06-30T09:00:00+07:00';
const CARRIED_OUT_AT = '2025-07-01T00:01:00+07:00';

/** Every fourth directive reaches districts and communes through their superiors. */
const THROUGH_SUPERIORS = 4;

/**
 * The reform of 1/7/2025, approved and due: national directives to every province, district and commune of June 2025, of
 * whose rows three in ten are acknowledged and one in ten is done.
 * @returns the id of the reorganisation
 */
export async function approvedReform(stage: Stage, directives: number): Promise<string> {
  await setClock(stage, ISSUED_AT);
  for (let n = 1; n <= directives; n++) {
    stage.progress(`reorganisation: ${n}/${directives}`);
    await stage.issue(await draftToAll(stage, n % THROUGH_SUPERIORS === 0));
    if (n === 1) await stage.owner.query('analyze');
  }
  for (const statement of ANSWERS) await stage.owner.query(statement);
  await setClock(stage, APPROVED_AT);
  const { id } = await stage.get(DraftReorganisation).execute(planSchema.parse(PLAN), BY);
  await stage.get(SubmitReorganisation).execute(id, {}, BY);
  await stage.get(DecideReorganisation).approve(id, { planHash: await planHash(stage, id) }, SECOND_PERSON);
  await setClock(stage, CARRIED_OUT_AT);
  return id;
}

const PLAN = {
  title: 'Sắp xếp để đo tốc độ',
  legalBasis: 'Nghị quyết 202/2025/QH15',
  effectiveOn: '2025-07-01',
  acceptsUnowed: true,
  steps: [{ kind: 'succeed' }],
};

function draftToAll({ get }: Stage, throughSuperiors: boolean): Promise<string> {
  const through = throughSuperiors ? { through: 'superior' as const } : {};
  const addressees = [
    { text: 'UBND các tỉnh, thành phố trực thuộc Trung ương', role: 'action' as const },
    { text: 'UBND các huyện, quận, thị xã', role: 'action' as const, ...through },
    { text: 'UBND các xã, phường, thị trấn', role: 'action' as const, ...through },
  ];
  return get(DraftDirective).execute(
    { issuer: 'vn', subject: 'đo tốc độ sắp xếp', dueOn: '2025-08-20', addressees },
    BY,
  );
}

async function planHash({ owner }: Stage, id: string): Promise<string> {
  const { rows } = await owner.query(`select encode(plan_hash, 'hex') as hash from reorganisation where id = $1`, [id]);
  return rows[0].hash;
}

const DRAWN = 'get_byte(uuid_send(id), 15) % 10';

/** What units have answered by the end of June, as rows: nobody is chased and no mail waits while this is measured. */
const ANSWERS = [
  `update assignment set receipt = 'acknowledged', acknowledged_at = opened_at, delivered_at = opened_at,
     next_chase_at = work_due_at, version = version + 1,
     work = case ${DRAWN} when 0 then 'accepted' else 'notStarted' end
   where receipt = 'sent' and relay = 'none' and ${DRAWN} < 3
     and cascade_id in (select id from directive where issuer_id = (select id from unit where code = 'vn'))`,
  `update message set state = 'sent', sent_at = queued_at, next_attempt_at = null where state = 'queued'`,
  'vacuum analyze',
];

/** Sets the business clock by its offset, as the demonstration does. */
async function setClock({ owner }: Stage, at: string): Promise<void> {
  await owner.query(
    `insert into demo_clock (offset_seconds) values (extract(epoch from $1::timestamptz - clock_timestamp()))
     on conflict (singleton) do update set offset_seconds = excluded.offset_seconds`,
    [at],
  );
}

/** The true time again, for the figures after this one. */
export const unsetClock = ({ owner }: Stage): Promise<unknown> => owner.query('delete from demo_clock');
