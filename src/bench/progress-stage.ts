import { DraftDirective } from '../directives/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { CountProgress } from '../tracking/index.js';
import type { Stage } from './stage.js';

/** Below each province so many districts, and below each district so many communes, as it was until July 2025. */
const DISTRICTS = 20;
const COMMUNES = 17;
/** Provinces, districts, communes, and made-up units below. */
export const LEVELS = [1, 2, 3, 4] as const;

/** A cascade of the size asked for. */
export interface LargeCascade {
  directive: string;
  cascade: string;
  assignments: number;
}

/**
 * One directive that went from a ministry to the provinces, from there to districts and communes and on to units below
 * them, as it is: the first level issued by the product, the others written by plain SQL after its pattern, with answers
 * drawn at random. All units are made up but the provinces.
 */
export async function largeCascade(stage: Stage, assignments: number): Promise<LargeCascade> {
  const { owner, progress } = stage;
  const directive = await stage.get(DraftDirective).execute(
    {
      issuer: stage.issuer,
      subject: 'đo tốc độ theo dõi',
      dueOn: '2030-12-20',
      addressees: [{ text: 'UBND các tỉnh, thành phố', role: 'action' }],
    },
    commandLineCaller('vi'),
  );
  await stage.issue(directive);
  await owner.query(
    `create temp table node as select a.id, a.unit_id, a.parent_id, a.sender_id, 1 as level, 'bench-' || u.code as code
     from public.assignment a join unit u on u.id = a.unit_id where a.cascade_id = '${directive}'`,
  );
  const provinces = (await owner.query('select count(*)::int as n from node')).rows[0].n as number;
  const above = provinces * (1 + DISTRICTS + DISTRICTS * COMMUNES);
  const below = Math.max(1, Math.round((assignments - above) / (provinces * DISTRICTS * COMMUNES)));
  for (const [level, each] of [DISTRICTS, COMMUNES, below].entries()) {
    await owner.query(
      `insert into node select uuid_v7(business_now()), uuid_v7(business_now()), p.id, p.unit_id, p.level + 1, p.code || '-' || n
       from node p cross join generate_series(1, ${each}) n where p.level = ${level + 1}`,
    );
    await owner.query('analyze node');
  }
  for (const [what, statement] of Object.entries(WRITES(directive))) {
    progress(`progress: ${what}`);
    await owner.query(statement);
  }
  await owner.query('drop table node');
  await owner.query('vacuum analyze');
  progress('progress: counters');
  await stage.get(CountProgress).begin();
  const { rows } = await owner.query(`select count(*)::int as n from assignment where cascade_id = '${directive}'`);
  return { directive, cascade: directive, assignments: rows[0].n };
}

/** A number from 0 to 99 of a row, the same for good. */
const drawn = (byte: number): string => `(get_byte(uuid_send(n.id), ${byte}) * 100 / 256)`;

const WRITES = (directive: string): Record<string, string> => ({
  units: `insert into unit (id, code, created_at) select unit_id, code, business_now() from node where level > 1`,
  names: `insert into unit_period (unit_id, name, kind, level, valid_from, valid_to, search_key, accent_key)
    select unit_id, 'Đơn vị Đo Lường ' || code, 'division', 'body', '2016-01-01', null, 'don vi do luong ' || code,
      'đơn vị đo lường ' || code from node where level > 1`,
  assignments: `insert into assignment (cascade_id, id, directive_id, unit_id, parent_id, sender_id, role, machine_version,
      receipt, relay, work, standing, context, opened_at, sent_at, receipt_due_at, work_due_at, remind_at, next_chase_at,
      delivered_at, acknowledged_at, work_done_at)
    select t.cascade_id, n.id, t.directive_id, n.unit_id, n.parent_id, n.sender_id, t.role, t.machine_version,
      r.receipt, case when n.level < 4 then 'relayed' else 'none' end, w.work, t.standing, t.context, t.opened_at, t.sent_at,
      t.receipt_due_at, t.work_due_at, e.at, e.at,
      case when r.receipt <> 'sent' then t.opened_at end, case when r.receipt = 'acknowledged' then t.opened_at end,
      case when w.work in ('implemented', 'accepted') then t.opened_at end
    from node n cross join (select * from public.assignment where cascade_id = '${directive}' limit 1) t
      cross join lateral (select case when n.level < 4 or ${drawn(15)} < 70 then 'acknowledged'
        when ${drawn(15)} < 72 then 'returned' when ${drawn(15)} < 85 then 'delivered' else 'sent' end as receipt) r
      cross join lateral (select case when r.receipt <> 'acknowledged' or ${drawn(14)} < 40 then 'notStarted'
        when ${drawn(14)} < 60 then 'assigned' when ${drawn(14)} < 75 then 'implementing'
        when ${drawn(14)} < 85 then 'implemented' else 'accepted' end as work) w
      cross join lateral (select case when r.receipt = 'acknowledged' then t.work_due_at else t.receipt_due_at end as at) e
    where n.level > 1`,
});
