import { Controller, Get, Param } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  obligationsOf,
  readingJson,
  type ObligationRead,
  type Reading,
  type ReadingJson,
} from '../dispatches/index.js';
import { actsFor, CallerOf, LocaleOf, type Caller, type Locale } from '../platform/caller.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { Requires } from '../platform/requires.js';
import { sightOf } from './visibility.js';

interface KeptReading {
  reading: Reading;
  text: string;
  unitId: string;
  /** null: nothing was drafted of it yet */
  directiveId: string | null;
}

type ReadingAnswer = ReadingJson & { obligations: ObligationRead[]; text: string };

@ApiTags('dispatches')
@ApiBearerAuth()
@Controller('api/v1/dispatches')
export class ReadingsController {
  constructor(private readonly em: EntityManager) {}

  /** For who sees a directive of it; before there is one, for the unit that handed it in. */
  @Get(':id/reading')
  @Requires('dispatches.read')
  @ApiOperation({
    summary: 'Everything read out of a dispatch',
    description:
      'Each value with `start` and `end` in `text` (UTF-16 units), its `confidence` and the codes of its `queries`; deadlines ' +
      'with `operator` and `hour`, times in words as `term`. `queries` are what a careful clerk would look at again: `code`, ' +
      '`field` (path of the value), `values`, `spans`, `suggestion` (never applied by itself), and in the language of the ' +
      'request `reason` and `suggestionWords`. `obligations` are the tasks and duties to report in the order of the text, ' +
      'with whom they give to be supervised. Seen by who sees a directive drafted of it; while there is none, by the unit ' +
      'that handed it in.',
  })
  async reading(
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @LocaleOf() locale: Locale,
  ): Promise<ReadingAnswer> {
    const db = dbOf(this.em.fork());
    for (const kept of await readingsOf(db, id))
      if (await maySee(db, caller, kept)) {
        const { reading, text } = kept;
        return { ...readingJson(reading, locale), obligations: obligationsOf(reading, text), text };
      }
    throw notFound('Không có văn bản này.', 'There is no such dispatch.');
  }
}

const maySee = async (db: Db, caller: Caller, { unitId, directiveId }: KeptReading): Promise<boolean> =>
  directiveId === null ? actsFor(caller, unitId) : (await sightOf(db, caller, directiveId)) !== 'none';

/** One row per directive that was drafted of it, or one where there is none. */
const readingsOf = async (db: Db, id: string): Promise<KeptReading[]> =>
  isUuid(id)
    ? rowsOf(
        db,
        sql`select p.reading, p.text, p.unit_id as "unitId", d.id as "directiveId"
          from dispatch p left join directive d on d.dispatch_id = p.id where p.id = ${id}`,
      )
    : [];
