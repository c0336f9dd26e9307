import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { Requires } from '../../platform/requires.js';
import { allPolicies, policyByCode } from '../policy.queries.js';
import { policyRulesSchema, type PolicyRules } from '../policy.rules.js';
import { policyJson } from './policy.json.js';
import { SetPolicy } from './set-policy.usecase.js';

/** How directives are chased: terms, reminders, and what takes a second person. */
@ApiTags('directives')
@ApiBearerAuth()
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(
    private readonly em: EntityManager,
    private readonly setting: SetPolicy,
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
}
