import { Controller, Get, HttpCode, Param, Post, Req, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { invalid, notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { Requires } from '../platform/requires.js';
import { readOpenText, textOf } from './read-text.js';
import type { Dispatch } from './reading/dispatch.rules.js';
import { toDispatch, type Reading } from './reading/reading.rules.js';

export const LARGEST_FILE_BYTES = 2 * 1024 * 1024;

@ApiTags('dispatches')
@ApiBearerAuth()
@Controller('api/v1/dispatches')
export class DispatchesController {
  constructor(private readonly em: EntityManager) {}

  /** Reads a dispatch without keeping anything of it: multipart `file`, or the text itself as `text/plain`. */
  @Post('read')
  @HttpCode(200)
  @Requires('dispatches.read')
  @ApiConsumes('multipart/form-data', 'text/plain')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: LARGEST_FILE_BYTES, files: 1 } }))
  read(@UploadedFile() file: { buffer: Buffer } | undefined, @Req() request: Request): Dispatch {
    const body: unknown = request.body;
    if (!file && (typeof body !== 'string' || body === ''))
      throw invalid(
        'Hãy gửi tệp trong trường `file`, hoặc nội dung dạng text/plain.',
        'Send a file in the field `file`, or the text as text/plain.',
      );
    return toDispatch(readOpenText(file ? textOf(file.buffer) : (body as string)));
  }

  /** Everything read out of a kept dispatch, with the place of each value in its text. */
  @Get(':id/reading')
  @Requires('dispatches.read')
  async reading(@Param('id') id: string, @CallerOf() caller: Caller): Promise<Reading & { text: string }> {
    const row = isUuid(id)
      ? await firstOf(
          dbOf(this.em.fork()),
          sql<{ reading: Reading; text: string }>`
            select p.reading, p.text from dispatch p where p.id = ${id} and (${caller.unitId}::uuid is null
              or p.unit_id = ${caller.unitId}
              or exists (select 1 from directive d join assignment a on a.directive_id = d.id
                where d.dispatch_id = p.id and a.unit_id = ${caller.unitId})
              or exists (select 1 from unit_ancestors(p.unit_id, 'administrative', business_now()::date) u
                where u.unit_id = ${caller.unitId}))`,
        )
      : undefined;
    if (!row) throw notFound('Không có văn bản này.', 'There is no such dispatch.');
    return { ...row.reading, text: row.text };
  }
}
