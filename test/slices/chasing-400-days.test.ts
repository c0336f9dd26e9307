import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChaseDue, GatherNotices } from '../../src/chasing/index.js';
import type { PolicyRules } from '../../src/directives/index.js';
import { SetPolicy } from '../../src/directives/policies/set-policy.usecase.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { vnIso } from '../../src/platform/vn-time.js';
import { setMailboxes } from '../../src/units/index.js';
import { GOLDEN } from '../fixtures/chasing/golden-400-days.js';
import { testApp, type TestApp } from '../support/app.js';
import { ABOVE, DEEDS, MORNINGS, PAPERS, STORM, TICKS } from '../support/chased-year.js';
import { operator } from '../support/issued.js';
import { LivingYear } from '../support/living-year.js';
import { naiveChaser, naiveDigests } from '../support/naive-chaser.js';
import { plantUnits, type SmallUnit } from '../support/small-tree.js';

const BEGINNING = '2027-10-01T00:00:00Z';
const days = (workingDays: number) => ({ workingDays });
const mail = { channel: 'mail', text: 'reminder' } as const;
const letter = { channel: 'letter', text: 'last' } as const;

const OWN: PolicyRules = {
  receiptWorkingDays: 2,
  remindEveryWorkingDays: 2,
  reminderLimit: 2,
  relayWorkingDays: null,
  systemNumbers: true,
  classes: {
    ordinary: {
      receipt: days(2),
      beginWorkingDays: 3,
      atOnce: false,
      steps: {
        delivery: [],
        receipt: [
          { to: 'unit', after: days(0), ...mail },
          { to: 'leader', after: days(2), ...mail, text: 'firm' },
          { to: 'superior', after: days(3), ...letter },
        ],
        relay: [],
        begin: [
          { to: 'unit', after: days(0), ...mail },
          { to: 'superior', after: days(2), ...mail },
        ],
        work: [
          { to: 'unit', after: days(1), ...mail },
          { to: 'leader', after: days(2), ...mail },
          { to: 'superior', after: days(2), ...letter },
          { to: 'superiorLeader', after: days(5), ...mail },
          { to: 'issuer', after: days(5), ...mail },
        ],
      },
    },
  },
};

const unitOf = ([code, parent]: [string, string]): SmallUnit => ({
  code,
  name: `Đơn vị ${code}`,
  kind: code === 'bo' ? 'department' : parent === 'vn' ? 'province' : 'commune',
  parent,
});

let app: TestApp;

const instantOf = (time: string): Date => new Date(`${time.replace(' ', 'T')}:00+07:00`);
const isUrgentNight = (time: string): boolean => time.startsWith('2028-01-01 0');

/** Lives through the script in its order; what falls into the same minute is: papers, deeds, the storm, the chaser, the mail of the day. */
async function live(): Promise<void> {
  const year = new LivingYear(app);
  await year.announce();
  const script = [
    ...PAPERS.map((paper) => ({ when: paper.sentAt, does: () => year.send(paper) })),
    ...DEEDS.map((deed) => ({ when: deed.at, does: () => year.act(deed) })),
    { when: STORM.enteredAt, does: () => year.storm() },
    ...TICKS.map(({ when, reads }) => ({
      when,
      does: async () => {
        await app.get(ChaseDue).execute(instantOf(reads));
        if (isUrgentNight(reads)) await app.get(GatherNotices).execute(instantOf(reads));
      },
    })),
    ...MORNINGS.map((when) => ({ when, does: () => app.get(GatherNotices).execute(instantOf(when)) })),
  ];
  script.sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));
  for (const { does } of script) await does();
}

beforeAll(async () => {
  app = await testApp();
  await app.setClock(BEGINNING);
  const ids = await plantUnits(app, Object.entries(ABOVE).map(unitOf));
  await setMailboxes(
    app.db,
    [...ids].map(([code, unitId]) => ({ unitId, address: `vanthu@${code}.invalid` })),
    { on: '2027-10-01' },
  );
  await app.get(SetPolicy).execute('own', OWN, operator);
  await live();
}, 120_000);
afterAll(() => app.close());

const golden = GOLDEN.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const minute = (at: Date): string => vnIso(at).slice(0, 16).replace('T', ' ');

/** What the history says of the chase, as the lines of the golden list without whom the step wrote to. */
async function facts(): Promise<string[]> {
  const rows = await rowsOf(
    app.db,
    sql<{ at: Date; paper: string; office: string; kind: string; stage: string; step: number; to: string }>`
      select e.at, d.subject as paper, u.code as office, e.kind, p ->> 'stage' as stage, p ->> 'step' as step, p ->> 'to' as to
      from ledger_entry e join directive d on d.id = e.directive_id join unit u on u.id = e.unit_id
        cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x
      where e.kind in ('assignment.reminded', 'assignment.escalated', 'assignment.relaySilent',
        'assignment.acknowledgementExpired')`,
  );
  return rows.map(({ at, paper, office, kind, stage, step, to }) =>
    kind === 'assignment.acknowledgementExpired'
      ? `${minute(at)} ${paper} ${office} expired`
      : `${minute(at)} ${paper} ${office} ${stage} ${step} ${to}`,
  );
}

/** The messages of the chase; a letter names no office that it is about, since it is about all whose step it is. */
async function messages(): Promise<string[]> {
  const rows = await rowsOf(
    app.db,
    sql<{ at: Date; paper: string; office: string; template: string; said: Record<string, string>; written: string }>`
      select m.queued_at as at, d.subject as paper, u.code as office, m.template, m.parameters as said, w.code as written
      from message m join directive d on d.id = (m.parameters ->> 'directive')::uuid join unit w on w.id = m.unit_id
        join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id join unit u on u.id = a.unit_id
      where m.template in ('reminder', 'escalation', 'reacknowledge', 'urgingLetter')`,
  );
  return rows.map(({ at, paper, office, template, said, written }) => {
    if (template === 'reacknowledge') return `${minute(at)} ${paper} ${office} expired`;
    const step = `${said['stage']} ${said['step']}`;
    if (template === 'urgingLetter') return `${minute(at)} ${paper} ${step} -> ${written} letter`;
    return `${minute(at)} ${paper} ${office} ${step} ${said['to']} -> ${written}`;
  });
}

/** One letter for all offices of a paper whose step it is on that day. */
const asMessages = (lines: readonly string[]): string[] => [
  ...new Set(lines.map((line) => (line.endsWith('letter') ? line.replace(/^(\S+ \S+ \S+) \S+ (\S+ \d+) \S+/, '$1 $2') : line))), // prettier-ignore
];

describe('400 days from October 2027, with Tết, a storm, a leap day and a clock that jumps', () => {
  it('are chased by the naive program as the list written by hand says', () => {
    expect(golden.length).toBeGreaterThan(90);
    expect(naiveChaser().toSorted()).toEqual(golden.toSorted());
  });

  it('are chased by the product as the list says: each step once, at its hour', async () => {
    expect((await facts()).toSorted()).toEqual(golden.map((line) => line.replace(/ -> .*$/, '')).toSorted());
  });

  it('are written to whom the list says, once', async () => {
    expect((await messages()).toSorted()).toEqual(asMessages(golden).toSorted());
  });

  it('is one mail a day to an office, on days that it works, without what was settled meanwhile', async () => {
    // acknowledged in the storm, and on the Monday after the weekend, before the mail of that day
    const settled = ['P3 tinh-b receipt 1 unit', 'P4 c6 receipt 2 leader'];
    const rows = await rowsOf(
      app.db,
      sql<{ digest: string | null; at: Date; state: string; said: string; written: string }>`
        select g.id as digest, g.queued_at as at, m.state, w.code as written, concat_ws(' ', d.subject, u.code,
          m.parameters ->> 'stage', m.parameters ->> 'step', m.parameters ->> 'to') as said
        from message m join directive d on d.id = (m.parameters ->> 'directive')::uuid join unit w on w.id = m.unit_id
          join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id join unit u on u.id = a.unit_id
          left join message g on g.id = m.gathered_into
        where m.template in ('reminder', 'escalation') and d.subject <> 'P7'`,
    );
    const told = rows.filter(({ digest }) => digest !== null);
    const ofGolden = golden.filter(
      (line) => line.includes(' -> ') && !line.endsWith('letter') && !line.includes(' P7 '),
    );
    const expected = naiveDigests(ofGolden).filter((line) => !settled.some((one) => line.endsWith(`<- ${one}`)));
    expect(told.map(({ at, written, said }) => `${minute(at)} ${written} <- ${said}`).toSorted()).toEqual(expected.toSorted()); // prettier-ignore
    const left = rows.filter(({ digest }) => digest === null);
    expect(left.map(({ said, state }) => `${state} ${said}`).toSorted()).toEqual(settled.map((one) => `withdrawn ${one}`)); // prettier-ignore
    const digests = new Map(told.map(({ digest, at, written }) => [digest, `${minute(at)} ${written}`]));
    expect(new Set(digests.values()).size).toBe(digests.size);
  });

  it('is never more than the mails of a day that the policy allows an office', async () => {
    const rows = await rowsOf(
      app.db,
      sql<{ n: number }>`select count(*)::int as n from message m where m.template = 'digest'
          or (m.template in ('reminder', 'escalation') and m.gathered_into is null and m.state <> 'withdrawn')
        group by m.unit_id, (m.queued_at at time zone 'Asia/Ho_Chi_Minh')::date`,
    );
    expect(Math.max(...rows.map(({ n }) => n))).toBeLessThanOrEqual(5);
  });
});
