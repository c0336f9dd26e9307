import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  amendPreviewSchema,
  amendSchema,
  directiveById,
  directiveJson,
  mustSee,
  versionsOf,
} from '../../directives/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { isUuid } from '../../platform/ids.js';
import { Requires } from '../../platform/requires.js';
import { SupersedeDirective } from '../superseding/supersede-directive.usecase.js';
import { AmendDirective } from './amend-directive.usecase.js';
import { planJson, versionJson } from './amendment.json.js';

const supersedeSchema = z.object({ by: z.string().refine(isUuid, 'uuid') });

@ApiTags('cascade')
@ApiBearerAuth()
@Controller('api/v1/directives')
export class AmendingController {
  constructor(
    private readonly em: EntityManager,
    private readonly amending: AmendDirective,
    private readonly superseding: SupersedeDirective,
  ) {}

  /** Amends a directive in force: units whose own tasks or deadline change acknowledge again, the others are left alone. */
  @ApiOperation({ summary: 'Amend a directive in force; units re-acknowledge what changed for them' })
  @Post(':id/amend')
  @HttpCode(200)
  @Requires('directives.issue')
  async amend(
    @Param('id') id: string,
    @Body({ schema: amendSchema }) body: z.infer<typeof amendSchema>,
    @CallerOf() caller: Caller,
  ) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    const { directive, counts, repeated } = await this.amending.execute(id, body, caller);
    return { ...counts, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }

  /** What amending would do: which tasks change for which addressees, and how many acknowledge again. Changes nothing. */
  @ApiOperation({ summary: 'What an amendment would change for which units; writes nothing' })
  @Post(':id/amend/preview')
  @HttpCode(200)
  @Requires('directives.issue')
  async preview(
    @Param('id') id: string,
    @Body({ schema: amendPreviewSchema }) body: z.infer<typeof amendPreviewSchema>,
    @CallerOf() caller: Caller,
  ) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    return planJson(await this.amending.preview(id, body, caller), caller.locale);
  }

  /** Every version of what a directive asks, the last first. */
  @ApiOperation({ summary: 'The versions of a directive’s text' })
  @Get(':id/versions')
  @Requires('directives.view')
  async versions(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    const versions = await versionsOf(db, await directiveById(db, id));
    return { items: versions.map(versionJson), nextCursor: null };
  }

  /** Puts a later directive in the place of this one: its duties end as they stand. */
  @ApiOperation({ summary: 'Replace a directive in force by another' })
  @Post(':id/supersede')
  @HttpCode(200)
  @Requires('directives.issue')
  async supersede(
    @Param('id') id: string,
    @Body({ schema: supersedeSchema }) body: z.infer<typeof supersedeSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    await mustSee(db, caller, body.by);
    const { directive, superseded, withdrawn, repeated } = await this.superseding.execute(id, body.by, caller);
    return { superseded, withdrawn, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }
}
