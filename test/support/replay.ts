import { expect } from '@jest/globals';
import type { AssignmentEvent } from '../../workflows/index.js';
import { rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { moved, type Duty } from './history.js';
import type { SharedDuty } from './clients.js';

/** The events that a fact may tell of; which one it was, the states around it say. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  relayed: ['RELAY'], delivered: ['DELIVER'], acknowledged: ['ACKNOWLEDGE'], returned: ['RETURN'],
  assigned: ['ASSIGN'], forwarded: ['FORWARD'], started: ['START'], completed: ['COMPLETE'],
  notApplicable: ['NOT_APPLICABLE'], reported: ['REPORT'], reportAccepted: ['ACCEPT'], reportSentBack: ['SEND_BACK'],
  closed: ['CLOSE'], superseded: ['SUPERSEDE'], paused: ['PAUSE'], resumed: ['RESUME'], amended: ['AMEND'],
  recallRequested: ['RECALL'], recalled: ['RECALL', 'AGREE_RECALL'], recallRefused: ['REFUSE_RECALL'],
  questionAsked: ['ASK'], questionAnswered: ['ANSWERED'], questionWithdrawn: ['QUESTION_WITHDRAWN'],
  extensionGranted: ['EXTEND'], nobodyWaits: ['NOBODY_WAITS'], subordinatesWait: ['SUBORDINATES_WAIT'],
  acknowledgementExpired: ['ACKNOWLEDGEMENT_EXPIRED'], relaySilent: ['RELAY_OVERDUE'], urged: ['URGE'],
  reminded: ['REMINDER_DUE', 'RELAY_OVERDUE'], escalated: ['REMINDER_DUE', 'RELAY_OVERDUE'],
}; // prettier-ignore

interface Told {
  assignment: string;
  kind: string;
  payload: { version?: number; regions?: string; stillExpected?: number };
}

const textOf = ({ receipt, relay, work, standing }: Duty['regions']): string =>
  [receipt, relay, work, standing].join('.');

/**
 * The history tells of each duty every step from its opening to the row as it is: the versions without a gap, each step
 * one that the machine makes of the one before.
 */
export async function mustReplay(
  db: Db,
  duties: readonly SharedDuty[],
  rows: ReadonlyMap<string, Pick<Duty, 'regions' | 'version'>>,
): Promise<void> {
  const facts = await rowsOf<Told>(
    db,
    sql`select assignment_id as assignment, replace(kind, 'assignment.', '') as kind,
        convert_from(bytes, 'UTF8')::jsonb -> 'payload' as payload
      from ledger_entry where assignment_id = any(${duties.map(({ id }) => id)}::uuid[]) and kind like 'assignment.%'
      order by (convert_from(bytes, 'UTF8')::jsonb #>> '{payload,version}')::int`,
  );
  for (const { id, unit, begins } of duties) {
    const steps = facts.filter((fact) => fact.assignment === id && fact.payload.version !== undefined);
    expect({ unit, versions: steps.map(({ payload }) => payload.version) }).toEqual({
      unit,
      versions: steps.map((_, i) => begins.version + 1 + i),
    });
    let duty = begins;
    for (const { kind, payload } of steps) {
      const ways = (EVENTS[kind] ?? []).flatMap(
        (type) => moved(duty, { type, all: payload.stillExpected === 0 } as AssignmentEvent) ?? [],
      );
      const next = ways.find(({ regions }) => textOf(regions) === payload.regions);
      expect({ unit, from: textOf(duty.regions), kind, to: payload.regions, is: next !== undefined }).toMatchObject({
        is: true,
      });
      duty = next!;
    }
    const row = rows.get(id)!;
    expect({ unit, is: `${duty.version} ${textOf(duty.regions)}` }).toEqual({
      unit,
      is: `${row.version} ${textOf(row.regions)}`,
    });
  }
}

/** The register of each unit has the numbers from one on, each once, and a line for every duty acknowledged. */
export async function mustBeRegistered(db: Db, duties: readonly SharedDuty[]): Promise<void> {
  const registers = await rowsOf<{ unit: string; numbers: number[] }>(
    db,
    sql`select u.code as unit, array_agg(r.number order by r.number) as numbers from arrival r join unit u on u.id = r.unit_id
      where u.code = any(${duties.map(({ unit }) => unit)}::text[]) group by u.code`,
  );
  for (const { unit, numbers } of registers)
    expect({ unit, numbers }).toEqual({ unit, numbers: numbers.map((_, i) => i + 1) });
  const unregistered = await rowsOf(
    db,
    sql`select a.id from assignment a left join arrival r on r.unit_id = a.unit_id and r.year = a.arrival_year
        and r.number = a.arrival_number and r.assignment_id = a.id
      where a.id = any(${duties.map(({ id }) => id)}::uuid[]) and a.receipt = 'acknowledged' and r.number is null`,
  );
  expect(unregistered).toEqual([]);
}
