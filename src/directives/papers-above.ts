import { Injectable } from '@nestjs/common';
import type { Caller } from '../platform/caller.js';
import type { Paper } from '../platform/components/paper.js';
import type { Db } from '../platform/database/sql.js';
import type { DatedTerm } from './dated-term.rules.js';

/** The paper that a draft is to carry on, as a duty under it. */
export interface PaperAbove {
  assignment: string;
  /** Whose dispatch it has to be. */
  issuerId: string;
  paper: Paper;
  /** The deadline of the duty, which an own dispatch that states none inherits. */
  term: DatedTerm | null;
  /** The addressees that wait for the unit to pass it on, as the paper writes them. */
  waiting: readonly string[];
  /** The unit's tasks under it. */
  tasks: readonly { label: string; text: string }[];
}

type Find = (db: Db, assignment: string, by: Caller) => Promise<PaperAbove>;

/** Where a draft stands that carries on a paper from above; the slice of the cascade knows duties, and says how to ask. */
@Injectable()
export class PapersAbove {
  private find: Find | undefined;

  knownBy(find: Find): void {
    this.find = find;
  }

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (not acknowledged; ended) */
  of(db: Db, assignment: string, by: Caller): Promise<PaperAbove> {
    if (!this.find) throw new Error('no slice has said how to find the paper above');
    return this.find(db, assignment, by);
  }
}
