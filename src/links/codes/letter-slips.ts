import { Inject, Injectable } from '@nestjs/common';
import type { Letter } from '../../letters/index.js';
import type { Caller } from '../../platform/caller.js';
import { CONFIG, type Config } from '../../platform/config.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { formatVnDate, vnDate } from '../../platform/vn-time.js';
import { hasLinks } from '../link-rights.js';
import { ShortCodes, type PrintedCode } from './short-codes.js';

interface Addressed {
  cascadeId: string;
  id: string;
  linkGeneration: number;
  unitId: string;
  senderId: string;
  directiveId: string;
}

/**
 * What a printed letter offers to who gets it: the code of the one assignment that it is about, where there is one and it
 * has a code; else the page on which each types its own. It makes no code, since reading a letter changes nothing. A paper
 * of somebody's own stays as it was written: the offer stands on a page behind it.
 */
@Injectable()
export class LetterSlips {
  constructor(
    private readonly codes: ShortCodes,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** For the units that a paper was passed on to. @param by  who reads the letter: a code is only for who may give it */
  async below(
    db: Db,
    { cascadeId, id }: { cascadeId: string; id: string },
    letter: Letter,
    by: Caller,
  ): Promise<Letter> {
    return this.opened(db, letter, sql`a.cascade_id = ${cascadeId} and a.parent_id = ${id}`, by);
  }

  /** For the units that a directive was sent to by its issuer. */
  async of(
    db: Db,
    directive: { cascadeId: string; id: string; issuerId: string },
    letter: Letter,
    by: Caller,
  ): Promise<Letter> {
    const { cascadeId, id, issuerId } = directive;
    const which = sql`a.cascade_id = ${cascadeId} and a.directive_id = ${id} and a.sender_id = ${issuerId}`;
    return this.opened(db, letter, which, by);
  }

  /** For one unit under a directive, or some duties; without either for all of them. */
  async under(
    db: Db,
    directive: { cascadeId: string; id: string },
    { unitId, duties, letter, by }: { unitId?: string | null; duties?: readonly string[]; letter: Letter; by: Caller },
  ): Promise<Letter> {
    const { cascadeId, id } = directive;
    const own = id === cascadeId ? sql`true` : sql`a.directive_id = ${id}`;
    const which = sql`a.cascade_id = ${cascadeId} and ${own}
      and (${unitId ?? null}::uuid is null or a.unit_id = ${unitId ?? null})
      and (${duties === undefined} or a.id = any(${[...(duties ?? [])]}::uuid[]))`;
    return this.opened(db, letter, which, by);
  }

  private async opened(db: Db, letter: Letter, which: RawBuilder<unknown>, by: Caller): Promise<Letter> {
    const addressed = await rowsOf<Addressed>(
      db,
      sql`select a.cascade_id as "cascadeId", a.id, a.link_generation as "linkGeneration", a.unit_id as "unitId",
        a.sender_id as "senderId", a.directive_id as "directiveId" from assignment a
        where ${which} and a.standing = 'inForce' and a.receipt in ('sent', 'delivered') limit 2`,
    );
    // nobody is left who has to say that it has the paper
    if (addressed.length === 0) return letter;
    const [only, another] = addressed;
    const mayTell = only && !another && (await hasLinks(db, by, only));
    const slip = this.slipOf(mayTell ? await this.codes.live(db, only) : undefined);
    return { ...letter, slip: letter.isComposed ? slip : { ...slip, isBehind: true } };
  }

  private slipOf(code: PrintedCode | undefined): NonNullable<Letter['slip']> {
    const page = `${this.config.publicUrl}/m`;
    if (!code) return { address: page, page, code: null, until: null };
    const until = formatVnDate(vnDate(code.expiresAt), 'vi');
    return { address: code.address, page, code: code.code, until };
  }
}
