import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import type { FormError } from '../../platform/components/form.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { reasonSentence } from '../command-words.js';
import { businessDate } from '../find-unit.js';
import { unitsByIds } from '../units.queries.js';
import { groupDetails } from './group-details.js';
import { newGroupSchema, newVersionSchema } from './group.schemas.js';
import { listGroups } from './groups.queries.js';
import { groupPage, groupsPage, groupWords, newGroupPage, type GroupForm } from './groups.view.js';
import { SaveGroup } from './save-group.usecase.js';

const PAGE = 50;
const listSchema = z.object({ q: z.string().trim().max(200).default(''), cursor: z.string().max(400).optional() });
const prefillSchema = z.object({ expression: z.string().max(2000).default('') });
const nameSchema = newGroupSchema.omit({ unit: true });
const SENTENCES = {
  name: { vi: 'Hãy đặt tên nhóm, tối đa 120 ký tự.', en: 'Give the group a name of up to 120 characters.' },
  expression: { vi: 'Hãy ghi nơi nhận, tối đa 2.000 ký tự.', en: 'Write the addressees, up to 2,000 characters.' },
  note: { vi: 'Ghi chú tối đa 1.000 ký tự.', en: 'A note has up to 1,000 characters.' },
};

const written = (body: unknown): GroupForm => {
  const fields = (body ?? {}) as Record<string, unknown>;
  const text = (key: string): string => (typeof fields[key] === 'string' ? fields[key] : '');
  return { name: text('name'), expression: text('expression'), note: text('note') };
};

/** Saved groups of addressees: which there are, one with its versions, and the forms to save them. */
@Controller('groups')
@Requires('units.view')
export class GroupsPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly saving: SaveGroup,
  ) {}

  @Get()
  async all(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { q, cursor } = formOf(listSchema, query);
    const db = dbOf(this.em.fork());
    const sight = { unitId: caller.unitId, at: await businessDate(db) };
    const { items, nextCursor } = await listGroups(db, sight, { q, limit: PAGE, cursor });
    const next = nextCursor === null ? null : `/groups?${new URLSearchParams({ q, cursor: nextCursor }).toString()}`;
    return groupsPage(await this.frames.of(request, response), {
      q,
      groups: items,
      nextHref: next,
      mayDraft: mayDraft(caller),
    });
  }

  @Get('new')
  @Requires('directives.draft')
  async fresh(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
  ): Promise<string> {
    const { expression } = formOf(prefillSchema, query);
    const form = { name: '', expression, note: '' };
    return newGroupPage(await this.frames.of(request, response), { form, errors: [] });
  }

  @Post()
  @Requires('directives.draft')
  async save(
    @Req() request: Request,
    @Res() response: Response,
    @CallerOf() caller: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const form = formOf(nameSchema, body, SENTENCES);
      const { id, repeated } = await this.saving.execute({ ...form, unit: await this.unitOf(caller) }, caller);
      goTo(response, `/groups/${id}`, told(repeated, caller));
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      const frame = await this.frames.of(request, response);
      response.status(status).send(newGroupPage(frame, { form: written(body), errors }));
    }
  }

  @Get(':id')
  async one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.draw({ request, response, id, caller });
  }

  @Post(':id/versions')
  @Requires('directives.draft')
  async revise(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const { repeated } = await this.saving.revise(id, formOf(newVersionSchema, body, SENTENCES), caller);
      goTo(response, `/groups/${id}`, told(repeated, caller));
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      const form = written(body);
      response.status(status).send(await this.draw({ request, response, id, caller, form, errors }));
    }
  }

  @Post(':id/retire')
  @Requires('directives.draft')
  async retire(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    await this.saving.retire(id, caller);
    goTo(response, '/groups', { tone: 'done', text: groupWords(caller.locale).retired });
  }

  private async draw(asked: {
    request: Request;
    response: Response;
    id: string;
    caller: Caller;
    form?: GroupForm;
    errors?: readonly FormError[];
  }): Promise<string> {
    const { request, response, id, caller, form, errors = [] } = asked;
    const details = await groupDetails(dbOf(this.em.fork()), id, caller);
    const { group } = details;
    return groupPage(await this.frames.of(request, response), {
      ...details,
      why: (details.roster?.notUnderstood ?? []).map(
        (part) => reasonSentence(part.reason, caller.locale, part.ended) ?? '',
      ),
      mayEdit: mayDraft(caller) && caller.unitId === group.ownerId && group.retiredAt === null,
      form: form ?? { name: group.name, expression: group.expression, note: group.note ?? '' },
      errors,
    });
  }

  private async unitOf(caller: Caller): Promise<string> {
    const db = dbOf(this.em.fork());
    const [unit] = caller.unitId === null ? [] : await unitsByIds(db, [caller.unitId], await businessDate(db));
    if (unit) return unit.code;
    throw invalid(
      'Hãy đăng nhập với tư cách một đơn vị; từ dòng lệnh thì ghi --unit.',
      'Sign in for a unit; at the command line give --unit.',
    );
  }
}

const mayDraft = ({ role }: Caller): boolean => role === 'clerk' || role === 'leader';

const told = (repeated: boolean, { locale }: Caller) => {
  const words = groupWords(locale);
  return { tone: repeated ? ('plain' as const) : ('done' as const), text: repeated ? words.unchanged : words.saved };
};
