import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { pagingSchema, type Page } from '../../platform/paging.js';
import { Requires } from '../../platform/requires.js';
import { businessDate } from '../find-unit.js';
import type { Roster } from '../roster.rules.js';
import { groupDetails } from './group-details.js';
import { listGroups, type GroupLine, type GroupVersion } from './groups.queries.js';
import { newGroupSchema, newVersionSchema } from './group.schemas.js';
import { SaveGroup } from './save-group.usecase.js';

const listSchema = pagingSchema.extend({ q: z.string().max(200).optional() });
const idSchema = z.object({ id: z.string().max(40) });

type Shown = Omit<GroupLine, 'ownerId'>;
const shown = ({ ownerId: _ownerId, ...group }: GroupLine): Shown => group;

/** Addressee expressions that units saved under names. */
@Controller('api/v1/units/groups')
export class GroupsController {
  constructor(
    private readonly em: EntityManager,
    private readonly saving: SaveGroup,
  ) {}

  /** The groups of the caller's unit and of those above it, by name. */
  @ApiOperation({ summary: 'Groups of units' })
  @Get()
  @Requires('units.view')
  async list(
    @Query({ schema: listSchema }) query: z.infer<typeof listSchema>,
    @CallerOf() caller: Caller,
  ): Promise<Page<Shown>> {
    const db = dbOf(this.em.fork());
    const page = await listGroups(db, { unitId: caller.unitId, at: await businessDate(db) }, query);
    return { ...page, items: page.items.map(shown) };
  }

  /** One group with its versions, and what it means today to the caller's unit. */
  @ApiOperation({ summary: 'One group with its members' })
  @Get(':id')
  @Requires('units.view')
  async one(
    @Param({ schema: idSchema }) { id }: z.infer<typeof idSchema>,
    @CallerOf() caller: Caller,
  ): Promise<Shown & { versions: GroupVersion[]; roster: Roster | null; at: string }> {
    const { group, ...details } = await groupDetails(dbOf(this.em.fork()), id, caller);
    return { ...shown(group), ...details };
  }

  /** A new group, or a new version of the one with this name. */
  @ApiOperation({ summary: 'Save a group of units' })
  @Post()
  @Requires('directives.draft')
  save(
    @Body({ schema: newGroupSchema }) body: z.infer<typeof newGroupSchema>,
    @CallerOf() caller: Caller,
  ): Promise<{ id: string; version: number; repeated: boolean }> {
    return this.saving.execute(body, caller);
  }

  @ApiOperation({ summary: 'Make the next version of a group' })
  @Post(':id/versions')
  @Requires('directives.draft')
  revise(
    @Param({ schema: idSchema }) { id }: z.infer<typeof idSchema>,
    @Body({ schema: newVersionSchema }) body: z.infer<typeof newVersionSchema>,
    @CallerOf() caller: Caller,
  ): Promise<{ id: string; version: number; repeated: boolean }> {
    return this.saving.revise(id, body, caller);
  }

  @ApiOperation({ summary: 'Retire a group' })
  @Post(':id/retire')
  @HttpCode(200)
  @Requires('directives.draft')
  retire(
    @Param({ schema: idSchema }) { id }: z.infer<typeof idSchema>,
    @CallerOf() caller: Caller,
  ): Promise<{ repeated: boolean }> {
    return this.saving.retire(id, caller);
  }
}
