import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeAssignment } from '../assignments/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { vnInstant } from '../platform/vn-time.js';
import { MoveDemoClock } from './move-demo-clock.usecase.js';

const AT_ONCE = 8;

/** One unit's assignment, as the story needs it. */
export interface Duty {
  id: string;
  unitId: string;
  code: string;
  name: string;
}

/** A person of a unit, acting for it. */
export const actorOf = (unitId: string): Caller => ({
  actor: 'demo',
  role: 'leader',
  unitId,
  capacity: 'own-office',
  locale: 'vi',
});

/** A fixed share of a list, by position: the story is the same every time. */
export const share = <T>(items: readonly T[], percent: number, salt = 0): T[] =>
  items.filter((_, i) => ((i + salt) * 37 + salt * 11) % 100 < percent);

/** What the story of the demonstration does again and again. */
@Injectable()
export class Stage {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: MoveDemoClock,
    private readonly acknowledging: AcknowledgeAssignment,
  ) {}

  /** Lets time pass to an hour of a day, with the chases on the way, and the mail of that time go out. */
  async until(on: string, time: string): Promise<void> {
    await this.clock.to(vnInstant(on, time));
  }

  /** The assignments of a directive that are in one of these receipt states, in the order of the official lists. */
  duties(directiveId: string, receipts: readonly string[], under?: string): Promise<Duty[]> {
    return rowsOf(
      dbOf(this.em.fork()),
      sql`select a.id, a.unit_id as "unitId", u.code, p.name from assignment a join unit u on u.id = a.unit_id
        join directive d on d.id = a.directive_id join lateral (
          select name from unit_period where unit_id = u.id and valid_from <= d.roster_on order by valid_from desc limit 1) p on true
        where a.directive_id = ${directiveId} and a.receipt = any(${[...receipts]}::text[])
          ${under === undefined ? sql`and a.parent_id is not distinct from d.parent_assignment_id` : sql`and a.parent_id = ${under}`}
        order by u.code`,
    );
  }

  /** Carries something out for many units, a few at a time. */
  async each(duties: readonly Duty[], act: (duty: Duty, by: Caller) => Promise<unknown>): Promise<void> {
    const waiting = [...duties];
    const worker = async (): Promise<void> => {
      for (let duty = waiting.shift(); duty; duty = waiting.shift()) await act(duty, actorOf(duty.unitId));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  acknowledge(duties: readonly Duty[]): Promise<void> {
    return this.each(duties, (duty, by) => this.acknowledging.execute(duty.id, {}, by));
  }
}
