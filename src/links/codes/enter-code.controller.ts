import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answering } from '../../assignments/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { Requires } from '../../platform/requires.js';
import { EnterCode } from './enter-code.usecase.js';

const enterSchema = z.object({
  code: z.string().min(1).max(60),
  contentVersion: z.int().min(1).max(32_000).optional(),
});

@ApiTags('links')
@ApiBearerAuth()
@Controller('api/v1/short-codes')
export class EnterCodeController {
  constructor(
    private readonly em: EntityManager,
    private readonly entering: EnterCode,
  ) {}

  /** For who sent the paper: the unit says its code, and is acknowledged for. Attempts are counted for each account. */
  @ApiOperation({ summary: 'Acknowledge for a unit that says its code on the telephone' })
  @Post('acknowledge')
  @HttpCode(200)
  @Requires('directives.issue')
  async enter(@Body({ schema: enterSchema }) body: z.infer<typeof enterSchema>, @CallerOf() by: Caller) {
    const duty = await this.entering.find(body.code, { account: by.actor });
    return answering(this.em, duty.assignmentId, by, () => this.entering.acknowledge(duty, body.contentVersion, by));
  }
}
