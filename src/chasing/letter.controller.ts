import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { mustSee } from '../directives/index.js';
import {
  LetterController,
  letterAsked,
  LetterLinkOf,
  type Letter,
  type LetterLink,
  type LetterRequest,
} from '../letters/index.js';
import { LetterSlips } from '../links/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { letterWithSlip } from './letter-of-reminder.js';

const querySchema = letterAsked.extend({ unit: z.string().trim().max(100).optional(), by: z.iso.date().optional() });
type Asked = z.infer<typeof querySchema>;
const SENTENCES = {
  by: { vi: 'Ngày yêu cầu hoàn thành chưa đúng, ví dụ 2026-03-31.', en: 'The day asked for is no date, e.g. 2026-03-31.' },
}; // prettier-ignore

/** The issuer's letter to those who hold a directive up, as a file to sign, for who sees the whole of the directive. */
@ApiTags('chasing')
@ApiBearerAuth()
@Controller()
export class ReminderLetterController extends LetterController<Asked> {
  constructor(
    em: EntityManager,
    private readonly slips: LetterSlips,
  ) {
    super(em);
  }

  /** To one unit, or to every one that is late, as DOCX or PDF by Decree 30/2020. */
  @ApiOperation({ summary: 'The letter that urges the units that are late, as Word or PDF' })
  @Get('api/v1/directives/:id/reminder-letter')
  @Requires('directives.view')
  letter(
    @Res() response: Response,
    @Param('id') id: string,
    @Query({ schema: querySchema }) asked: Asked,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller }, asked);
  }

  @Get('directives/:id/reminder-letter.:format')
  @Requires('directives.view')
  page(@Res() response: Response, @LetterLinkOf() link: LetterLink): Promise<void> {
    return this.send(response, link, formOf(querySchema, link.fields, SENTENCES));
  }

  protected override async letterOf(db: Db, { id, caller }: LetterRequest, asked: Asked): Promise<Letter> {
    if ((await mustSee(db, caller, id)) !== 'all')
      throw notPermitted(
        'Công văn đôn đốc do cơ quan ban hành văn bản lập.',
        'The letter that urges is made by the issuer of the directive.',
      );
    return letterWithSlip(db, this.slips, id, { ...asked, reader: caller });
  }
}
