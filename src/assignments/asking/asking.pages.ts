import { Body, Controller, Get, Param, Post, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../../access/index.js';
import { papersOf } from '../../directives/index.js';
import { actsFor, CallerOf, unitsOf, type Caller } from '../../platform/caller.js';
import type { FormError } from '../../platform/components/form.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { notPermitted } from '../../platform/errors.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import type { Page } from '../../platform/paging.js';
import { Requires } from '../../platform/requires.js';
import { isIsoDate } from '../../platform/vn-time.js';
import { givenText } from '../../platform/given-text.rules.js';
import { AnswerQuestion } from './answer-question.usecase.js';
import type { Asked } from './asked.queries.js';
import { askingPage, type About, type AskingProps } from './asking.view.js';
import { DecideExtension } from './decide-extension.usecase.js';
import { countAskedExtensions, listExtensions } from './extensions.queries.js';
import { countOpenQuestions, listQuestions } from './questions.queries.js';
import { askingWords } from './question.view.js';
import type { AskingWords } from './words.vi.js';

const PAGE = 30;
const querySchema = z.object({
  show: z.enum(['open', 'all', 'ours']).optional(),
  cursor: z.string().max(400).optional(),
});
const answerForm = z.object({ answer: givenText(10_000) });
const grantForm = z.object({ dueOn: z.string().refine(isIsoDate).optional() });
const reasonForm = z.object({ reason: givenText(4000) });
const SENTENCES = {
  answer: { vi: 'Hãy ghi câu trả lời, tối đa 10.000 ký tự.', en: 'Write the answer, up to 10,000 characters.' },
  dueOn: { vi: 'Ngày gia hạn không phải là một ngày có thật.', en: 'The new day is no date that exists.' },
  reason: { vi: 'Hãy nêu lý do, tối đa 4.000 ký tự.', en: 'Give the reason, up to 4,000 characters.' },
};

type Kind = AskingProps['kind'];
type Done = Exclude<keyof AskingWords['done'], 'repeated'>;

interface Deed {
  kind: Kind;
  done: Done;
  /** Where the unit that asked goes back to; else the list. */
  toAssignment?: boolean;
  act: (by: Caller) => Promise<{ repeated: boolean; assignmentId: string }>;
}

/** What units ask of this one, and what it asked: to answer, to decide, to withdraw. */
@Controller()
export class AskingPages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly ending: AnswerQuestion,
    private readonly deciding: DecideExtension,
  ) {}

  onModuleInit(): void {
    this.frames.counting('questions', async (db, caller) => {
      const { questions, extensions } = await waitingFor(db, caller);
      return questions + extensions;
    });
  }

  @Get('questions')
  @Requires('assignments.view')
  questions(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.draw(request, response, { kind: 'questions', caller, query });
  }

  @Get('extensions')
  @Requires('assignments.view')
  extensions(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.draw(request, response, { kind: 'extensions', caller, query });
  }

  @Post('questions/:id/answer')
  @Requires('reports.review')
  answer(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, {
      kind: 'questions',
      done: 'answered',
      act: async (by) => ofQuestion(await this.ending.execute(id, formOf(answerForm, body, SENTENCES).answer, by)),
    });
  }

  @Post('questions/:id/withdraw')
  @Requires('assignments.act')
  withdrawQuestion(@Req() request: Request, @Res() response: Response, @Param('id') id: string) {
    return this.after(request, response, {
      kind: 'questions',
      done: 'questionWithdrawn',
      toAssignment: true,
      act: async (by) => ofQuestion(await this.ending.withdraw(id, by)),
    });
  }

  @Post('extensions/:id/grant')
  @Requires('reports.review')
  grant(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, {
      kind: 'extensions',
      done: 'granted',
      act: async (by) => ofExtension(await this.deciding.grant(id, formOf(grantForm, body, SENTENCES).dueOn, by)),
    });
  }

  @Post('extensions/:id/refuse')
  @Requires('reports.review')
  refuse(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, {
      kind: 'extensions',
      done: 'refused',
      act: async (by) => ofExtension(await this.deciding.refuse(id, formOf(reasonForm, body, SENTENCES).reason, by)),
    });
  }

  @Post('extensions/:id/withdraw')
  @Requires('assignments.act')
  withdrawExtension(@Req() request: Request, @Res() response: Response, @Param('id') id: string) {
    return this.after(request, response, {
      kind: 'extensions',
      done: 'extensionWithdrawn',
      toAssignment: true,
      act: async (by) => ofExtension(await this.deciding.withdraw(id, by)),
    });
  }

  private async after(request: Request, response: Response, { kind, done, toAssignment, act }: Deed): Promise<void> {
    const { caller } = request as Request & { caller: Caller };
    try {
      const { repeated, assignmentId } = await act(caller);
      const words = askingWords(caller.locale).done;
      const path = toAssignment ? `/assignments/${assignmentId}` : `/${kind}`;
      goTo(response, path, { tone: repeated ? 'plain' : 'done', text: repeated ? words.repeated : words[done] });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, { kind, caller, query: {}, errors }));
    }
  }

  private async draw(
    request: Request,
    response: Response,
    { kind, caller, query, errors = [] }: { kind: Kind; caller: Caller; query: unknown; errors?: readonly FormError[] },
  ): Promise<string> {
    if (caller.unitId === null)
      throw notPermitted('Không có đơn vị để xem câu hỏi.', 'There is no unit whose questions to show.');
    const { show: chosen, cursor } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const waiting = await waitingFor(db, caller);
    const show = chosen ?? (waiting[kind] === 0 && (await hasAsked(db, caller, kind)) ? 'ours' : 'open');
    const search = { unitIds: unitsOf(caller), side: show === 'ours' ? 'of' : 'to', limit: PAGE, cursor } as const;
    const isOpen = show === 'open';
    const questions =
      kind === 'questions' ? await listQuestions(db, { ...search, state: isOpen ? 'open' : undefined }) : NOTHING;
    const extensions =
      kind === 'extensions' ? await listExtensions(db, { ...search, state: isOpen ? 'asked' : undefined }) : NOTHING;
    const about = await aboutOf(db, caller, [...questions.items, ...extensions.items]);
    const next = questions.nextCursor ?? extensions.nextCursor;
    return askingPage(await this.frames.of(request, response), {
      kind,
      questions: questions.items.map((row) => ({ ...row, ...about(row, 'open') })),
      extensions: extensions.items.map((row) => ({ ...row, ...about(row, 'asked') })),
      filter: show,
      waiting,
      errors,
      nextHref: next && `/${kind}?${new URLSearchParams({ show, cursor: next }).toString()}`,
    });
  }
}

const NOTHING: Page<never> = { items: [], nextCursor: null };

const ofQuestion = ({ question, repeated }: Awaited<ReturnType<AnswerQuestion['execute']>>) => ({
  repeated,
  assignmentId: question.assignmentId,
});
const ofExtension = ({ extension, repeated }: Awaited<ReturnType<DecideExtension['grant']>>) => ({
  repeated,
  assignmentId: extension.assignmentId,
});

const waitingFor = async (db: Db, caller: Caller): Promise<AskingProps['waiting']> => ({
  questions: await countOpenQuestions(db, unitsOf(caller)),
  extensions: await countAskedExtensions(db, unitsOf(caller)),
});

/** Whether something of the unit's own waits for its answer. */
async function hasAsked(db: Db, caller: Caller, kind: Kind): Promise<boolean> {
  const search = { unitIds: unitsOf(caller), side: 'of', limit: 1 } as const;
  const { items } =
    kind === 'questions'
      ? await listQuestions(db, { ...search, state: 'open' })
      : await listExtensions(db, { ...search, state: 'asked' });
  return items.length > 0;
}

/** What each row is about, and what the caller may do with it while it waits. */
async function aboutOf(db: Db, caller: Caller, rows: readonly Asked[]) {
  const papers = await papersOf(db, [...new Set(rows.map(({ directiveId }) => directiveId))]);
  return (row: Asked & { state: string }, waiting: string): About => ({
    assignmentId: row.assignmentId,
    paper: papers.get(row.directiveId)!,
    unitName: row.unitName,
    toUnitName: row.toUnitName,
    mayAnswer: row.state === waiting && actsFor(caller, row.toUnitId) && mayDo(caller.role, 'reports.review'),
    mayWithdraw: row.state === waiting && actsFor(caller, row.unitId) && mayDo(caller.role, 'assignments.act'),
  });
}
