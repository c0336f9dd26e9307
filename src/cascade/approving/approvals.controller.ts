import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { directiveJson } from '../../directives/index.js';
import { CallerOf, unitsOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { pagingSchema } from '../../platform/paging.js';
import { Requires } from '../../platform/requires.js';
import { noteText } from '../../platform/given-text.rules.js';
import { approvalJson } from './approval.json.js';
import { approvalsWaiting } from './approval.queries.js';
import { DecideApproval, type Decided } from './decide-approval.usecase.js';

const refuseSchema = z.object({ note: noteText(4000) }).default({});

/** Acts that policy lets nobody do alone. */
@ApiTags('cascade')
@ApiBearerAuth()
@Controller('api/v1/approvals')
export class ApprovalsController {
  constructor(
    private readonly em: EntityManager,
    private readonly deciding: DecideApproval,
  ) {}

  /** What waits for a second person of the caller's unit, the oldest first. */
  @ApiOperation({ summary: 'Requests that wait for a second person' })
  @Get()
  @Requires('directives.issue')
  async list(@Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>, @CallerOf() caller: Caller) {
    const units = caller.unitId === null ? null : unitsOf(caller);
    const { items, nextCursor } = await approvalsWaiting(dbOf(this.em.fork()), { units, ...query });
    return { items: items.map(approvalJson), nextCursor };
  }

  /** Confirms as the second person, and does what was asked for. */
  @ApiOperation({ summary: 'Confirm the request of another person, which carries the act out' })
  @Post(':id/give')
  @HttpCode(200)
  @Requires('directives.issue')
  async give(@Param('id') id: string, @CallerOf() caller: Caller) {
    return answerOf(await this.deciding.give(id, caller));
  }

  @ApiOperation({ summary: 'Refuse the request of another person' })
  @Post(':id/refuse')
  @HttpCode(200)
  @Requires('directives.issue')
  async refuse(
    @Param('id') id: string,
    @Body({ schema: refuseSchema }) body: z.infer<typeof refuseSchema>,
    @CallerOf() caller: Caller,
  ) {
    return answerOf(await this.deciding.refuse(id, body, caller));
  }

  /** Takes one's own request back. */
  @ApiOperation({ summary: 'Withdraw one’s own request' })
  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('directives.issue')
  async withdraw(@Param('id') id: string, @CallerOf() caller: Caller) {
    return answerOf(await this.deciding.withdraw(id, caller));
  }
}

const answerOf = ({ approval, directive, repeated }: Decided) => ({
  ...approvalJson(approval),
  now: directiveJson(directive),
  ...(repeated ? { repeated } : {}),
});
