import { Controller, Get, Param } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Reading } from '../dispatches/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { Requires } from '../platform/requires.js';
import { sightOf } from './visibility.js';

interface KeptReading {
  reading: Reading;
  text: string;
  directiveId: string;
}

@ApiTags('dispatches')
@ApiBearerAuth()
@Controller('api/v1/dispatches')
export class ReadingsController {
  constructor(private readonly em: EntityManager) {}

  /** Everything read out of a kept dispatch, with the place of each value in its text; for who sees its directive. */
  @Get(':id/reading')
  @Requires('dispatches.read')
  async reading(@Param('id') id: string, @CallerOf() caller: Caller): Promise<Reading & { text: string }> {
    const db = dbOf(this.em.fork());
    for (const { reading, text, directiveId } of await readingsOf(db, id))
      if ((await sightOf(db, caller, directiveId)) !== 'none') return { ...reading, text };
    throw notFound('Không có văn bản này.', 'There is no such dispatch.');
  }
}

/** A dispatch is kept for a directive: one row per directive that is drafted of it. */
const readingsOf = async (db: Db, id: string): Promise<KeptReading[]> =>
  isUuid(id)
    ? rowsOf(
        db,
        sql`select p.reading, p.text, d.id as "directiveId" from dispatch p join directive d on d.dispatch_id = p.id
          where p.id = ${id}`,
      )
    : [];
