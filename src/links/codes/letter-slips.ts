import { Inject, Injectable } from '@nestjs/common';
import type { Letter } from '../../letters/index.js';
import { CONFIG, type Config } from '../../platform/config.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { formatVnDate, vnDate } from '../../platform/vn-time.js';
import { ShortCodes, type PrintedCode } from './short-codes.js';

interface Addressed {
  cascadeId: string;
  id: string;
  linkGeneration: number;
}

/**
 * What a printed letter offers to who gets it: the code of the one assignment that it is about, where there is one and it
 * has a code; else the page on which each types its own. It makes no code, since reading a letter changes nothing.
 */
@Injectable()
export class LetterSlips {
  constructor(
    private readonly codes: ShortCodes,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** For the units that a paper was passed on to. */
  async below(db: Db, { cascadeId, id }: { cascadeId: string; id: string }, letter: Letter): Promise<Letter> {
    return this.opened(db, letter, sql`a.cascade_id = ${cascadeId} and a.parent_id = ${id}`);
  }

  /** For one unit under a directive; without a unit for all of them. */
  async under(
    db: Db,
    directive: { cascadeId: string; id: string },
    unitId: string | null,
    letter: Letter,
  ): Promise<Letter> {
    const { cascadeId, id } = directive;
    const own = id === cascadeId ? sql`true` : sql`a.directive_id = ${id}`;
    const which = sql`a.cascade_id = ${cascadeId} and ${own}
      and (${unitId}::uuid is null or a.unit_id = ${unitId})`;
    return this.opened(db, letter, which);
  }

  private async opened(db: Db, letter: Letter, which: RawBuilder<unknown>): Promise<Letter> {
    if (!letter.isComposed) return letter;
    const addressed = await rowsOf<Addressed>(
      db,
      sql`select a.cascade_id as "cascadeId", a.id, a.link_generation as "linkGeneration" from assignment a
        where ${which} and a.standing = 'inForce' and a.receipt in ('sent', 'delivered') limit 2`,
    );
    // nobody is left who has to say that it has the paper
    if (addressed.length === 0) return letter;
    const code = addressed.length === 1 ? await this.codes.live(db, addressed[0]!) : undefined;
    return { ...letter, slip: this.slipOf(code) };
  }

  private slipOf(code: PrintedCode | undefined): NonNullable<Letter['slip']> {
    const page = `${this.config.publicUrl}/m`;
    if (!code) return { address: page, page, code: null, until: null };
    const until = formatVnDate(vnDate(code.expiresAt), 'vi');
    return { address: code.address, page, code: code.code, until };
  }
}
