import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../../access/index.js';
import { directiveById, mustSee, tasksOf } from '../../directives/index.js';
import { actsFor, CallerOf, unitsOf, type Caller } from '../../platform/caller.js';
import type { FormError } from '../../platform/components/form.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { noteText } from '../../platform/given-text.rules.js';
import { headed } from '../../platform/text.js';
import { TASK_STATUSES } from '../assignment.entity.js';
import { assignmentById, type HeldAssignment } from '../assignment.queries.js';
import { maySeeAssignment } from '../assignment-sight.js';
import { assignmentWords } from '../inbox.view.js';
import { supervisingWords, taskName } from '../tasks/tasks.view.js';
import { MarkSupervised } from './mark-supervised.usecase.js';
import { countSupervised, listSupervised, type SupervisedSearch } from './supervised.queries.js';
import { supervisedPage, type ShownThirdParty, type SupervisedPageProps } from './supervised.view.js';

const SHOWN = 50;
const querySchema = z.object({ left: z.enum(['true']).optional(), cursor: z.string().max(400).optional() });
const markForm = z.object({
  status: z.enum(TASK_STATUSES),
  note: noteText(4000),
  task: z.coerce.number().int().min(1).max(32_767).optional(),
});

type About = Pick<SupervisedPageProps, 'title' | 'intro' | 'back' | 'href' | 'columns' | 'actionOf'> & {
  /** Whose tasks the rows name; null where they are of several directives. */
  directiveId: string | null;
  search: Omit<SupervisedSearch, 'limit' | 'cursor' | 'left'>;
};

/** Lists of third parties, and the page on which one of them says how far it has come. */
@Controller()
export class SupervisedPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly marking: MarkSupervised,
  ) {}

  @Get('assignments/:id/supervised')
  @Requires('assignments.view')
  async ofAssignment(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const row = await assignmentById(db, id);
    await maySeeAssignment(db, caller, row);
    await this.draw(request, response, { about: ofDuty(row, caller), query });
  }

  @Get('directives/:id/supervised')
  @Requires('directives.view')
  async ofDirective(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const sight = await mustSee(db, caller, id);
    const subject = headed((await directiveById(db, id)).subject);
    const about: About = {
      title: supervisingWords(caller.locale).supervised.ofDirective,
      intro: subject,
      back: { href: `/directives/${id}`, text: subject },
      href: `/directives/${id}/supervised`,
      columns: { unit: true, supervisor: true, paper: false },
      actionOf: null,
      directiveId: id,
      search: { directiveId: id, ...(sight === 'all' ? {} : { byUnitIds: unitsOf(caller) }) },
    };
    await this.draw(request, response, { about, query });
  }

  @Get('supervised')
  @Requires('assignments.view')
  mine(@Req() request: Request, @Res() response: Response, @Query() query: unknown, @CallerOf() caller: Caller) {
    return this.draw(request, response, { about: ofOwn(caller), query });
  }

  /** A third party says itself how far it has come. */
  @Post('supervised/:assignment')
  @Requires('assignments.act')
  async mark(
    @Req() request: Request,
    @Res() response: Response,
    @Param('assignment') assignment: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    try {
      const { unit, ...mark } = formOf(markForm.extend({ unit: z.string().max(100) }), body);
      const { repeated } = await this.marking.execute(assignment, { ...mark, unit }, caller);
      const { done } = supervisingWords(caller.locale);
      goTo(response, '/supervised', {
        tone: repeated ? 'plain' : 'done',
        text: repeated ? done.repeated : done.marked,
      });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status);
      await this.draw(request, response, { about: ofOwn(caller), query: {}, errors });
    }
  }

  private async draw(
    request: Request,
    response: Response,
    { about, query, errors = [] }: { about: About; query: unknown; errors?: readonly FormError[] },
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const { left, cursor } = formOf(querySchema, query);
    const isLeft = left === 'true';
    const page = await listSupervised(db, { ...about.search, left: isLeft, cursor, limit: SHOWN });
    const counts = await countSupervised(db, about.search);
    const next = page.nextCursor && `cursor=${encodeURIComponent(page.nextCursor)}${isLeft ? '&left=true' : ''}`;
    const frame = await this.frames.of(request, response);
    response.send(
      supervisedPage(frame, {
        ...about,
        rows: page.items,
        labels: await labelsOf(db, about.directiveId),
        left: isLeft,
        counts,
        nextHref: next && `${about.href}?${next}`,
        errors,
      }),
    );
  }
}

async function labelsOf(db: Db, directiveId: string | null): Promise<Map<number, string>> {
  const tasks = directiveId === null ? [] : await tasksOf(db, directiveId);
  return new Map(tasks.map((task) => [task.n, taskName(task)]));
}

function ofDuty(row: HeldAssignment, caller: Caller): About {
  const words = supervisingWords(caller.locale).supervised;
  const mayMark = actsFor(caller, row.unitId) && mayDo(caller.role, 'assignments.act');
  return {
    title: words.title,
    intro: words.intro,
    back: { href: `/assignments/${row.id}`, text: assignmentWords(caller.locale).one.back },
    href: `/assignments/${row.id}/supervised`,
    columns: { unit: true, supervisor: false, paper: false },
    actionOf: mayMark ? ({ unitCode }: ShownThirdParty) => `/assignments/${row.id}/supervised/${unitCode}` : null,
    directiveId: row.directiveId,
    search: { cascadeId: row.cascadeId, assignmentId: row.id },
  };
}

function ofOwn(caller: Caller): About {
  const words = supervisingWords(caller.locale).supervised;
  return {
    title: words.mine,
    intro: words.mineIntro,
    back: { href: '/assignments', text: assignmentWords(caller.locale).one.back },
    href: '/supervised',
    columns: { unit: false, supervisor: true, paper: true },
    actionOf: mayDo(caller.role, 'assignments.act')
      ? ({ assignment }: ShownThirdParty) => `/supervised/${assignment}`
      : null,
    directiveId: null,
    search: { unitIds: unitsOf(caller) },
  };
}
