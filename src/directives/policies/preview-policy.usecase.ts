import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { calendarOfUnit, loadCalendar } from '../../calendar/index.js';
import type { Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { ProductError } from '../../platform/errors.js';
import { inTurns } from '../../platform/in-turns.js';
import { vnDate } from '../../platform/vn-time.js';
import { findUnit } from '../../units/index.js';
import { policyByCode, type PolicyVersion } from '../policy.queries.js';
import type { PolicyRules } from '../policy.rules.js';
import { lastYearOf } from './last-year.queries.js';
import { lastYearLines, type LastYearLine } from './last-year.rules.js';
import { mustSet } from './set-policy.usecase.js';
import { yearEffect, type YearEffect } from './year-effect.rules.js';

export interface PolicyPreview {
  /** The version that holds now; null of a new policy. */
  present: PolicyVersion | null;
  effect: YearEffect;
  /** The same of the present version. */
  was: YearEffect | null;
  lastYear: { directives: number; lines: readonly LastYearLine[] };
}

export interface PreviewAsked {
  /** This year where it is not given. */
  year?: number | undefined;
  /** Code of the unit whose calendar is counted by; the national one where it is not given. */
  scope?: string | undefined;
  /** Ends it: nobody waits for the answer any more. */
  stop?: AbortSignal | undefined;
}

/** What a policy would do: over the papers of a year that never was, and over those of the last one. Writes nothing. */
@Injectable()
export class PreviewPolicy {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * In pieces, so that others are served meanwhile.
   * @throws ProductError `not-permitted`; `not-found` (the unit); what `stop` of what is asked was aborted with
   */
  async execute(code: string, rules: PolicyRules, asked: PreviewAsked, by: Caller): Promise<PolicyPreview> {
    mustSet(by);
    const { year, scope, stop } = asked;
    const db = dbOf(this.em.fork());
    const now = await this.clock.now(db);
    const calendar = scope ? await calendarOfUnit(db, (await findUnit(db, scope)).id) : await loadCalendar(db);
    const present = await presentOf(db, code);
    const of = year ?? Number(vnDate(now).slice(0, 4));
    const { directives, waits } = await lastYearOf(db, code, now);
    const policies = { was: present?.rules ?? rules, is: rules };
    return {
      present,
      effect: await inTurns(yearEffect(rules, of, calendar), stop),
      was: present && (await inTurns(yearEffect(present.rules, of, calendar), stop)),
      lastYear: { directives, lines: await inTurns(lastYearLines(waits, policies, calendar), stop) },
    };
  }
}

/** The version in force, or null of a policy that is to be. */
export async function presentOf(db: Db, code: string): Promise<PolicyVersion | null> {
  try {
    return await policyByCode(db, code);
  } catch (error) {
    if (error instanceof ProductError && error.code === 'not-found') return null;
    throw error;
  }
}
