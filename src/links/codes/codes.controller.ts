import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { Requires } from '../../platform/requires.js';
import { vnIso } from '../../platform/vn-time.js';
import { GiveCode } from './give-code.usecase.js';

@ApiTags('links')
@ApiBearerAuth()
@Controller('api/v1/assignments')
export class CodesController {
  constructor(private readonly giving: GiveCode) {}

  /** Twelve digits, the last two of which check the others (ISO/IEC 7064, MOD 97-10); the one that works already, if there is one. */
  @ApiOperation({ summary: 'The code by which an assignment is acknowledged on the telephone' })
  @Post(':id/short-code')
  @HttpCode(200)
  @Requires('assignments.view')
  async give(@Param('id') id: string, @CallerOf() by: Caller) {
    const { repeated, expiresAt, ...code } = await this.giving.execute(id, by);
    return { ...code, expiresAt: vnIso(expiresAt), ...(repeated ? { repeated } : {}) };
  }
}
