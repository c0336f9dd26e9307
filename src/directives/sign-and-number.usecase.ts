import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { mayDraftFor } from './draft-rights.js';
import { directiveById, type DirectiveRow } from './directives.queries.js';
import { number, sign } from './step-directive.js';

type Step = 'sign' | 'number';
const AFTER_SIGNING: readonly string[] = ['signed', 'numbered', 'issued', 'closed'];

/** Signs or numbers a draft, one step at a time, for offices that do not issue in one go. */
@Injectable()
export class SignAndNumber {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `conflict` (number taken) */
  execute(id: string, what: Step, by: Caller): Promise<{ directive: DirectiveRow; repeated: boolean }> {
    return transactional(this.em, 'directive.numbered', async (em) => {
      const db = dbOf(em);
      const row = await directiveById(db, id, true);
      mayDraftFor(by, row.issuerId);
      const done = what === 'sign' ? AFTER_SIGNING : AFTER_SIGNING.slice(1);
      if (done.includes(row.state)) return { directive: row, repeated: true };
      const directive = await (what === 'sign' ? sign : number)(db, row, by);
      return { directive, repeated: false };
    });
  }
}
