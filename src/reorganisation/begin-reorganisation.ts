import { endUnitTokens, moveMandates } from '../access/index.js';
import { SYSTEM, type Caller } from '../platform/caller.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { formatVnDate, vnInstant } from '../platform/vn-time.js';
import { applyUnitChanges, LINES, lockTree, type UnitChanges, type UnitsChanged } from '../units/index.js';
import { compilePlan, type Compiled } from './compile.rules.js';
import { presentOf } from './present.queries.js';
import { refused } from './refusal-sentences.js';
import { reorganisationById, stepsOf, type ReorganisationRow } from './reorganisation.queries.js';
import { notInState, stepReorganisation } from './step-reorganisation.js';

/**
 * Changes the tree by an approved plan whose day has come: units are founded, ended, renamed and moved, the frozen
 * successions get the ids of units that were founded, people act for the main successors from now on. Duties are moved
 * afterwards, by whoever called.
 * @returns `repeated` where it had begun before: nothing is changed then
 * @throws ProductError `not-found`, `not-possible-now` (not approved, or before its day), `invalid` (the register has
 *   changed so that it cannot be); nothing is written then
 */
export async function beginReorganisation(
  db: Db,
  id: string,
  by: Caller = SYSTEM,
): Promise<{ row: ReorganisationRow; changed: UnitsChanged | null; repeated: boolean }> {
  const row = await reorganisationById(db, id, true);
  if (row.state === 'running' || row.state === 'done') return { row, changed: null, repeated: true };
  if (row.state !== 'approved') throw notInState(row);
  if (row.now < vnInstant(row.effectiveOn, '00:00')) throw tooEarly(row);
  await lockTree(db); // what it is checked against stays so until it is written
  const steps = await stepsOf(db, id);
  const compiled = compilePlan(steps, await presentOf(db, steps, { on: row.effectiveOn, unitId: row.unitId }));
  const refusals = compiled.refusals.filter(({ code }) => code !== 'past');
  if (refusals.length > 0) throw refused(refusals);
  const { effectiveOn: on, legalBasis, now: at } = row;
  const changes = await changesOf(db, id, compiled);
  const changed = await applyUnitChanges(db, changes, {
    on,
    legalBasis,
    by,
    at,
    reorganisationId: id,
  });
  await nameFounded(db, id);
  await endUnitTokens(db, await idsOf(db, changes.end), { at, by });
  const people = await moveMandates(db, await officesOf(db, id), { at, by, legalBasis });
  await stepReorganisation(db, row, 'BEGIN', {
    by,
    set: sql`started_at = ${at}, blocked_at = null, blocked_reason = null`,
    payload: { ...changed, mandates: people },
  });
  return { row: await reorganisationById(db, id), changed, repeated: false };
}

const tooEarly = ({ effectiveOn }: ReorganisationRow) =>
  notPossibleNow(
    `Phương án có hiệu lực từ ${formatVnDate(effectiveOn, 'vi')}; hãy chờ đến ngày đó.`,
    `The reorganisation takes effect on ${formatVnDate(effectiveOn, 'en')}; wait until then.`,
  );

/** The tree by the register of today, who succeeds whom as it was submitted and approved. */
async function changesOf(db: Db, id: string, compiled: Compiled): Promise<UnitChanges> {
  const successions = await rowsOf<UnitChanges['successions'][number]>(
    db,
    sql`select from_code as "from", to_code as "to", scope, extent, main from reorganisation_succession
      where reorganisation_id = ${id} order by ord`,
  );
  return {
    establish: compiled.establish.map(({ unit, predecessors }) => ({
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      parents: LINES.flatMap((line) => (unit[line] ? [{ line, parent: unit[line] }] : [])),
      officialCodes: unit.officialCodes,
      address: unit.address ?? null,
      predecessors,
    })),
    end: compiled.end.filter(({ inRegister }) => !inRegister).map(({ code }) => code),
    rename: compiled.rename,
    moves: compiled.moves,
    successions,
  };
}

const idsOf = async (db: Db, codes: readonly string[]): Promise<string[]> =>
  (await rowsOf(db, sql<{ id: string }>`select id from unit where code = any(${[...codes]}::text[]) order by id`)).map(
    ({ id }) => id,
  );

/** Units that were founded have ids now. */
async function nameFounded(db: Db, id: string): Promise<void> {
  await sql`update reorganisation_succession s set from_id = f.id, to_id = t.id from unit f, unit t
    where s.reorganisation_id = ${id} and f.code = s.from_code and t.code = s.to_code
      and (s.from_id is null or s.to_id is null)`.execute(db);
}

/** Which office stands for which that has ended. */
const officesOf = (db: Db, id: string): Promise<{ fromUnitId: string; toUnitId: string }[]> =>
  rowsOf(
    db,
    sql`select from_id as "fromUnitId", to_id as "toUnitId" from reorganisation_succession
      where reorganisation_id = ${id} and main and ends_unit order by ord`,
  );
