import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { gone } from '../../platform/in-turns.js';
import { Requires } from '../../platform/requires.js';
import { allPolicies, policyByCode } from '../policy.queries.js';
import { policyRulesSchema, type PolicyRules } from '../policy.rules.js';
import { policyJson, policyPreviewJson } from './policy.json.js';
import { PreviewPolicy } from './preview-policy.usecase.js';
import { mustBePolicy, SetPolicy } from './set-policy.usecase.js';

const previewQuery = z.object({
  year: z.coerce.number().int().min(2018).max(2100).optional(),
  calendar: z.string().trim().max(100).optional(),
});
type PreviewQuery = z.infer<typeof previewQuery>;

/** How directives are chased: terms, reminders, and what takes a second person. */
@ApiTags('directives')
@ApiBearerAuth()
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(
    private readonly em: EntityManager,
    private readonly setting: SetPolicy,
    private readonly previewing: PreviewPolicy,
  ) {}

  /** Every policy in its latest version; there are few, so all of them are one page. */
  @ApiOperation({ summary: 'The policies of chasing and of second persons' })
  @Get()
  @Requires('signed-in')
  async list() {
    const policies = await allPolicies(dbOf(this.em.fork()));
    return { items: policies.map(policyJson), nextCursor: null };
  }

  @ApiOperation({ summary: 'One policy with its versions' })
  @Get(':code')
  @Requires('signed-in')
  async one(@Param('code') code: string) {
    return policyJson(await policyByCode(dbOf(this.em.fork()), code));
  }

  /** A new version of it; what is drafted already keeps its own. */
  @ApiOperation({ summary: 'Set a policy; directives in force keep their version' })
  @Post(':code')
  @HttpCode(200)
  @Requires('operate')
  async set(
    @Param('code') code: string,
    @Body({ schema: policyRulesSchema }) rules: PolicyRules,
    @CallerOf() caller: Caller,
  ) {
    const { policy, repeated } = await this.setting.execute(code, rules, caller);
    return { ...policyJson(policy), ...(repeated ? { repeated } : {}) };
  }

  /** When its steps would fall over a year, beside the present version, and what it would have done with the last year's papers. */
  @ApiOperation({ summary: 'What a policy would do in a year; nothing is set' })
  @Post(':code/preview')
  @HttpCode(200)
  @Requires('operate')
  async preview(
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
    @Query({ schema: previewQuery }) { year, calendar }: PreviewQuery,
    @Body({ schema: policyRulesSchema }) rules: PolicyRules,
    @CallerOf() caller: Caller,
  ) {
    const { warnings } = mustBePolicy(rules);
    const asked = { year, scope: calendar, stop: gone(response) };
    return policyPreviewJson(await this.previewing.execute(code, rules, asked, caller), warnings);
  }
}
