import type { ReorganisationEvent } from '../../workflows/index.js';
import { advance, movingOne, type CaseTable } from '../durable/index.js';
import { record, type EntryValue } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { conflict, invalid, notPossibleNow } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { isTooFar, type DraftPlan } from './plan-schema.rules.js';
import type { REORGANISATION_FACTS } from './reorganisation.facts.js';
import type { ReorganisationRow } from './reorganisation.queries.js';
import { wordsIn } from './words.rules.js';

type FactKind = (typeof REORGANISATION_FACTS)[number];

const REORGANISATION_CASES: CaseTable<'reorganisation'> = {
  machine: 'reorganisation',
  table: 'reorganisation',
  key: ['id'],
  states: ['state'],
  hasContext: false,
};

const KIND = {
  SUBMIT: 'reorganisation.submitted',
  WITHDRAW: 'reorganisation.withdrawn',
  APPROVE: 'reorganisation.approved',
  BEGIN: 'reorganisation.begun',
  FINISH: 'reorganisation.finished',
  CANCEL: 'reorganisation.cancelled',
} as const satisfies Record<ReorganisationEvent['type'], FactKind>;

/**
 * Moves a locked reorganisation by one event in the caller's transaction, with its fact.
 * @param set  what else changes in the row
 * @returns the row in its new state
 * @throws ProductError `not-possible-now`
 */
export async function stepReorganisation(
  db: Db,
  row: ReorganisationRow,
  event: ReorganisationEvent['type'],
  { by, set, payload }: { by: Caller; set: RawBuilder<unknown>; payload?: Record<string, EntryValue> },
): Promise<ReorganisationRow> {
  const moved = advance(REORGANISATION_CASES, row, { type: event });
  if (!moved.accepted) throw notInState(row);
  const state = moved.states['state'] as ReorganisationRow['state'];
  const moving = movingOne(REORGANISATION_CASES, { key: [row.id], version: row.version, after: moved, set: [set] });
  await sql`with ${sql.join(moving)} select 1`.execute(db);
  await noteReorganisation(db, row, {
    kind: KIND[event],
    by,
    from: row.state,
    to: state,
    ...(payload ? { payload } : {}),
  });
  return { ...row, state, version: row.version + 1 };
}

/** Writes one fact of a reorganisation, of the unit for which it was entered. */
export const noteReorganisation = (
  db: Db,
  row: ReorganisationRow,
  {
    kind,
    by,
    from,
    to,
    payload,
  }: { kind: FactKind; by: Caller; from?: string; to?: string; payload?: Record<string, EntryValue> },
): Promise<void> =>
  record(db, [
    {
      kind,
      at: row.now,
      by,
      unitId: row.unitId,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      payload: { reorganisation: row.id, ...payload },
    },
  ]);

/** What is asked cannot be done in the state that it is in. */
export const notInState = (row: ReorganisationRow) =>
  notPossibleNow(
    `Phương án đang ở trạng thái “${wordsIn('vi').states[row.state]}” nên không làm được việc này.`,
    `The reorganisation is “${wordsIn('en').states[row.state]}”, so this is not possible.`,
    { current: { id: row.id, state: row.state, version: row.version } },
  );

/** @throws ProductError `invalid` where the plan takes effect farther away than anybody plans */
export function mustBeNear({ effectiveOn }: Pick<DraftPlan, 'effectiveOn'>, now: Date): void {
  if (!isTooFar(effectiveOn, vnDate(now))) return;
  throw invalid(
    'Ngày hiệu lực xa hơn 10 năm; hãy ghi lại.',
    'The effective day is more than 10 years away; enter it again.',
    { field: 'effectiveOn' },
  );
}

/** Refuses a change of what somebody else has changed meanwhile. @throws ProductError `conflict` */
export function mustBeVersion(row: ReorganisationRow, version: number | undefined): void {
  if (version === undefined || version === row.version) return;
  throw conflict(
    'Phương án vừa được người khác sửa; hãy tải lại rồi làm tiếp.',
    'Somebody else has just changed the reorganisation; reload it and go on.',
    { current: { id: row.id, state: row.state, version: row.version } },
  );
}
