import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answering } from '../assignments/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { Requires } from '../platform/requires.js';
import { RevokeLinks } from './revoke-links.usecase.js';

const GENERATIONS = 1_000_000;
const revokeSchema = z.object({ generation: z.int().min(0).max(GENERATIONS).optional() }).default({});

@ApiTags('links')
@ApiBearerAuth()
@Controller('api/v1/assignments')
export class RevokingController {
  constructor(
    private readonly em: EntityManager,
    private readonly revoking: RevokeLinks,
  ) {}

  /** Of the generation that is named (`linkGeneration`), or that is there now; mails written later carry new ones. */
  @ApiOperation({ summary: 'Revoke the links and codes made for an assignment' })
  @Post(':id/revoke-links')
  @HttpCode(200)
  @Requires('assignments.view')
  revoke(
    @Param('id') id: string,
    @Body({ schema: revokeSchema }) body: z.infer<typeof revokeSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.revoking.execute(id, body, by));
  }
}
