import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { directiveJson, mustSee } from '../../directives/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { Requires } from '../../platform/requires.js';
import { givenText } from '../../platform/given-text.rules.js';
import { PauseDirective, ResumeDirective } from './pause-directive.usecase.js';

const pauseSchema = z.object({ reason: givenText(4000) });

@ApiTags('cascade')
@ApiBearerAuth()
@Controller('api/v1/directives')
export class PausingController {
  constructor(
    private readonly em: EntityManager,
    private readonly pausing: PauseDirective,
    private readonly resuming: ResumeDirective,
  ) {}

  /** Stops every clock of the directive and of what was issued below it; `stillSending: 0` confirms that no mail goes out. */
  @ApiOperation({ summary: 'Pause a directive: every clock stops and no mail goes out' })
  @Post(':id/pause')
  @HttpCode(200)
  @Requires('directives.issue')
  async pause(
    @Param('id') id: string,
    @Body({ schema: pauseSchema }) body: z.infer<typeof pauseSchema>,
    @CallerOf() caller: Caller,
  ) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    const { directive, repeated, ...done } = await this.pausing.execute(id, body, caller);
    return { ...done, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }

  /** Lets it go on; what is open gets as much more working time as it stood still. */
  @ApiOperation({ summary: 'Let a paused directive go on' })
  @Post(':id/resume')
  @HttpCode(200)
  @Requires('directives.issue')
  async resume(@Param('id') id: string, @CallerOf() caller: Caller) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    const { directive, repeated, ...done } = await this.resuming.execute(id, caller);
    return { ...done, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }
}
