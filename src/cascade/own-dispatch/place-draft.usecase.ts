import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { directiveById, mayDraftFor, type DirectiveRow } from '../../directives/index.js';
import type { Caller } from '../../platform/caller.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { transactional } from '../../platform/failpoints.js';
import { mustBePossible } from './may-pass-on.js';
import { placeBelow, setApart } from './place-below.js';

/** Ties a draft to the duty whose paper it is to carry on, or makes it stand by itself again. */
@Injectable()
export class PlaceDraft {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-found`, `not-permitted`, `invalid` (another issuer), `not-possible-now` */
  execute(draft: string, assignment: string, by: Caller): Promise<{ repeated: boolean }> {
    return this.placing(draft, by, async (db, own) =>
      placeBelow(db, await mustBePossible(db, assignment, by), own, by),
    );
  }

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now` */
  setApart(draft: string, by: Caller): Promise<{ repeated: boolean }> {
    return this.placing(draft, by, (db, own) => setApart(db, own, by));
  }

  private placing(
    draft: string,
    by: Caller,
    place: (db: Db, own: DirectiveRow) => Promise<boolean>,
  ): Promise<{ repeated: boolean }> {
    return transactional(this.em, 'directive.placed', async (em) => {
      const db = dbOf(em);
      const own = await directiveById(db, draft, true);
      mayDraftFor(by, own.issuerId);
      return { repeated: !(await place(db, own)) };
    });
  }
}
