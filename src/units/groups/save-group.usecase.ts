import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../../ledger/index.js';
import { actingFor, actsFor, type Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../../platform/database/sql.js';
import { conflict, invalid, notPermitted, notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { folded, nfc, searchKey } from '../../platform/text.js';
import { resolveAddressees } from '../addressee.queries.js';
import { phraseKey } from '../addressee-words.rules.js';
import { businessDate, findUnit } from '../find-unit.js';
import { groupOf, type GroupLine } from './groups.queries.js';

export interface NewGroup {
  /** Code of the unit whose group it is. */
  unit: string;
  name: string;
  expression: string;
  note?: string | null | undefined;
}

export interface NewVersion {
  expression: string;
  note?: string | null | undefined;
  /** The version that the caller looked at. */
  version?: number | undefined;
}

interface Saved {
  id: string;
  version: number;
  /** Nothing is different from the last version. */
  repeated: boolean;
}

/** A clerk keeps an addressee expression under a name; what it said before stays as an earlier version. */
@Injectable()
export class SaveGroup {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * A group of that name that is in use gets a new version where the expression or the note is another.
   * @throws ProductError `not-found`, `not-permitted`, `invalid` where the name says nothing or the group uses itself
   */
  execute({ unit, name, expression, note }: NewGroup, by: Caller): Promise<Saved> {
    return this.alone(async (db) => {
      const at = await businessDate(db);
      const { id: ownerId } = await findUnit(db, unit, at);
      mustOwn(by, ownerId);
      const called = folded(name);
      if (phraseKey(called) === '') throw invalid('Hãy đặt tên nhóm.', 'Give the group a name.', { field: 'name' });
      const there = await firstOf<{ id: string }>(
        db,
        sql`select id from unit_group where owner_id = ${ownerId} and search_key = ${searchKey(called)} and retired_at is null`,
      );
      if (there) return this.add(db, await groupOf(db, there.id, { unitId: null, at }), { expression, note }, by);
      const now = await this.clock.now(db);
      const made = await firstOf<{ id: string }>(
        db,
        sql`insert into unit_group (id, owner_id, name, search_key, created_at)
          values (uuid_v7(${now}), ${ownerId}, ${called}, ${searchKey(called)}, ${now}) returning id`,
      );
      return this.write(db, { id: made!.id, ownerId, name: called, version: 1 }, { expression, note }, by);
    });
  }

  /**
   * @throws ProductError `not-found`, `not-permitted`, `invalid`; `not-possible-now` where it is retired, `conflict` where
   *   somebody saved another version meanwhile
   */
  revise(id: string, version: NewVersion, by: Caller): Promise<Saved> {
    return this.alone(async (db) => {
      const group = await groupOf(db, id, { unitId: by.unitId, at: await businessDate(db) });
      mustOwn(by, group.ownerId);
      if (group.retiredAt) throw notPossibleNow('Nhóm này đã thôi dùng.', 'This group is retired.');
      return this.add(db, group, version, by);
    });
  }

  /** Takes a group out of use: its name means nothing from now on, and its versions stay. Once more changes nothing. */
  retire(id: string, by: Caller): Promise<{ repeated: boolean }> {
    return this.alone(async (db) => {
      const group = await groupOf(db, id, { unitId: by.unitId, at: await businessDate(db) });
      mustOwn(by, group.ownerId);
      if (group.retiredAt) return { repeated: true };
      const at = await this.clock.now(db);
      await sql`update unit_group set retired_at = ${at} where id = ${id}::uuid`.execute(db);
      const payload = { group: id, version: group.version };
      const sealed = { name: group.name };
      const of = { unitId: group.ownerId, by: actingFor(by, group.ownerId) };
      await record(db, [{ kind: 'unit.groupRetired', at, ...of, payload, sealed }]);
      return { repeated: false };
    });
  }

  /** One saving after the other: two groups that begin to use each other at once would make a circle. */
  private alone<Answer>(act: (db: Db) => Promise<Answer>): Promise<Answer> {
    return transactional(this.em, 'unit.groupSaved', async (em) => {
      const db = dbOf(em);
      await sql`select pg_advisory_xact_lock(hashtext('unit_group'))`.execute(db);
      return act(db);
    });
  }

  private async add(db: Db, group: GroupLine, { expression, note, version }: NewVersion, by: Caller): Promise<Saved> {
    const { id, ownerId, name } = group;
    if (version !== undefined && version !== group.version)
      throw conflict(
        'Nhóm vừa được người khác sửa; hãy xem lại rồi lưu.',
        'Somebody has changed the group meanwhile; look again and save.',
        { current: group.version },
      );
    if (nfc(expression).trim() === group.expression && noteOf(note) === group.note)
      return { id, version: group.version, repeated: true };
    return this.write(db, { id, ownerId, name, version: group.version + 1 }, { expression, note }, by);
  }

  private async write(
    db: Db,
    group: { id: string; ownerId: string; name: string; version: number },
    { expression, note }: NewVersion,
    by: Caller,
  ): Promise<Saved> {
    const { id, ownerId, name, version } = group;
    const at = await this.clock.now(db);
    const text = nfc(expression).trim();
    const kept = noteOf(note);
    await sql`insert into unit_group_version (group_id, version, expression, note, created_at, created_by)
      values (${id}, ${version}, ${text}, ${kept}, ${at}, ${by.actor})`.execute(db);
    await mustNotUseItself(db, { id, ownerId, expression: text });
    const payload = { group: id, version };
    const sealed: Record<string, string> = { name, expression: text, ...(kept === null ? {} : { note: kept }) };
    await record(db, [{ kind: 'unit.groupSaved', at, by: actingFor(by, ownerId), unitId: ownerId, payload, sealed }]);
    return { id, version, repeated: false };
  }
}

const noteOf = (note: string | null | undefined): string | null => nfc(note ?? '').trim() || null;

function mustOwn(by: Caller, ownerId: string): void {
  if (actsFor(by, ownerId)) return;
  throw notPermitted('Chỉ đơn vị có nhóm này mới sửa được nhóm.', 'Only the unit that owns the group may change it.');
}

async function mustNotUseItself(
  db: Db,
  { id, ownerId, expression }: { id: string; ownerId: string; expression: string },
): Promise<void> {
  const [found] = await resolveAddressees(db, [expression], { issuerId: ownerId, at: await businessDate(db) });
  const circle = found?.notUnderstood?.parts.some(({ reason }) => reason === 'group-cycle');
  if (!circle && !found?.groups.some((group) => group.id === id)) return;
  throw invalid(
    'Nhóm này dùng lại chính nó, trực tiếp hoặc qua nhóm khác; hãy bỏ tên nhóm đó khỏi cách ghi.',
    'The group uses itself, directly or through another group; take that name out of the expression.',
    { field: 'expression' },
  );
}
