import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { Requires } from '../../platform/requires.js';
import { vnIso } from '../../platform/vn-time.js';
import { MakeUrgingLetter, type UrgingRound } from './make-urging-letter.usecase.js';
import { roundText } from './round.rules.js';

const urgingJson = ({ round, units, madeAt, others }: UrgingRound) => ({
  round: roundText(round),
  ...round,
  units: units.map(({ assignment, name, settled }) => ({ assignment, name, settled })),
  others: others.map(roundText),
  madeAt: madeAt ? vnIso(madeAt) : null,
});

/** Official letters that urge, one for each round: a stage, a step of its ladder and a day, as `receipt-4-2026-11-25`, and the code of who signs. */
@ApiTags('chasing')
@ApiBearerAuth()
@Controller('api/v1/directives')
@Requires('directives.issue')
export class UrgingController {
  constructor(private readonly letters: MakeUrgingLetter) {}

  @ApiOperation({ summary: 'The units that the official letter of a round urges, and whether it was made' })
  @Get(':id/urging/:round')
  async round(@Param('id') id: string, @Param('round') round: string, @CallerOf() by: Caller) {
    return urgingJson(await this.letters.look(id, round, by));
  }

  @ApiOperation({ summary: 'Record that the official letter of a round was made' })
  @Post(':id/urging/:round')
  @HttpCode(200)
  async make(@Param('id') id: string, @Param('round') round: string, @CallerOf() by: Caller) {
    const { repeated } = await this.letters.execute(id, round, by);
    return { ...urgingJson(await this.letters.look(id, round, by)), ...(repeated ? { repeated } : {}) };
  }
}
