import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { Requires } from '../../platform/requires.js';
import { AmendUnit } from './amend-unit.usecase.js';
import { amendmentSchema } from './amendment.rules.js';

const codeSchema = z.object({ code: z.string().trim().min(1).max(80) });
/** `version` as `GET /units/{code}` gave it. */
const bodySchema = z.object({ amendment: amendmentSchema, version: z.string().max(64) });

/** Changing what stands on the card of a unit below one's own. */
@Controller('api/v1/units')
@Requires('units.administer')
export class AmendController {
  constructor(private readonly amendUnit: AmendUnit) {}

  @ApiOperation({ summary: 'Amend the card of a unit that stays the same unit' })
  @Post(':code/amendments')
  @HttpCode(200)
  async amend(
    @Param({ schema: codeSchema }) { code }: z.infer<typeof codeSchema>,
    @Body({ schema: bodySchema }) body: z.infer<typeof bodySchema>,
    @CallerOf() caller: Caller,
  ): Promise<{ changed: boolean; version: string }> {
    return this.amendUnit.execute(code, body, caller);
  }
}
