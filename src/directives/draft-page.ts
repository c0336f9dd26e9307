import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import {
  emptyDispatch,
  encodingOptions,
  marksOf,
  namesBeside,
  PaperPane,
  paperOf,
  queriesInContext,
  queryReason,
  ReadingFacts,
  segmentsOf,
  suggestionWords,
  toDispatch,
  type KeptPaper,
  type Query,
} from '../dispatches/index.js';
import { ENCODINGS, fileWords } from '../files/index.js';
import type { Caller, Locale } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { asDate } from '../platform/components/when.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { searchKey } from '../platform/text.js';
import { vnDate } from '../platform/vn-time.js';
import { signaturesOf } from '../signatures/index.js';
import {
  insideSentence,
  officeName,
  reasonSentence,
  resolveAddressees,
  unitsByIds,
  type NotUnderstood,
  type UnitOn,
} from '../units/index.js';
import { addresseesOf, statusOf, type AddresseeDraft } from './directive.rules.js';
import { draftPage } from './directives.view.js';
import { duplicateQueries, duplicatesOf, recognised, type Duplicate } from './duplicates.queries.js';
import type { Doubt } from './doubts.view.js';
import { addresseesOfForm, type DraftForm } from './draft-forms.js';
import type { DraftAddressee } from './draft-props.js';
import type { DatedTerm } from './dated-term.rules.js';
import { carryingOn, dueRead, fieldOf, placedPaths, readValues, valueIn, valuesOfForm } from './draft-values.rules.js';
import { AboveNote, Otherwise, PaperNotices } from './paper.view.js';
import { PapersAbove, type PaperAbove } from './papers-above.js';
import { directiveWords } from './list.view.js';
import { allPolicies } from './policy.queries.js';
import { matchesOfPaper } from './reconcile/matches.queries.js';

interface Wanted {
  caller: Caller;
  /** The paper that was handed in; undefined where the fields are entered by hand. */
  paperId?: string | undefined;
  /** The duty whose paper the draft is to carry on. */
  below?: string | undefined;
  /** What the clerk had filled in, where the form comes back. */
  form?: DraftForm | undefined;
  errors?: readonly FormError[];
}

/** Draws the draft form: beside the paper it was read from, or empty, or with what a clerk had filled in. */
@Injectable()
export class DraftPage {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly papersAbove: PapersAbove,
  ) {}

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now` */
  async draw(request: Request, response: Response, wanted: Wanted): Promise<string> {
    const frame = await this.frames.of(request, response);
    const { caller, form, paperId } = wanted;
    const db = dbOf(this.em.fork());
    const today = vnDate(asDate(frame.now));
    const paper = paperId === undefined ? undefined : await paperOf(db, paperId, caller);
    const dispatch = paper ? toDispatch(paper.reading) : emptyDispatch();
    const below = wanted.below ?? form?.below;
    const above = below ? await this.papersAbove.of(db, below, caller) : undefined;
    const due = paper ? dueRead(paper.reading, paper.text) : undefined;
    const term = due ?? above?.term ?? undefined;
    const values = form
      ? valuesOfForm(form, dispatch, frame.locale)
      : carryingOn(readValues(dispatch, { due: term, today, locale: frame.locale }), above, frame.locale);
    const issuer = await issuerOf(db, caller, values.rosterOn);
    const known = paper ? await knownOf(db, paper) : { duplicates: [], queries: [] };
    const queries = paper ? await this.queriesOf(db, paper, { issuer, today, known: known.queries }) : [];
    const drafts = form ? addresseesOfForm(form) : paper ? addresseesOf(dispatch) : waitingOf(above);
    const tasks = form?.tasks ?? (paper ? dispatch.tasks : (above?.tasks ?? []));
    const lists = { tasks, addressees: drafts };
    const addressees = await resolved(db, drafts, {
      issuer,
      at: values.rosterOn,
      read: dispatch.addressees.length,
      locale: caller.locale,
    });
    const issuerRead = paper ? await otherIssuer(db, paper, { issuer, at: values.rosterOn }) : null;
    return draftPage(frame, {
      action: '/directives',
      acceptAction: `/dispatches/${paperId ?? ''}/review`,
      hidden: hiddenOf({ paperId, below, due: term }),
      pane: paper ? PaperPane({ pane: paneOf(paper, frame.locale), locale: frame.locale }) : null,
      notices: [
        above ? AboveNote({ above, locale: frame.locale }) : null,
        paper ? await this.noticesOf(db, paper, { duplicates: known.duplicates, locale: frame.locale }) : null,
      ],
      otherwise: paper?.state === 'read' && !above ? Otherwise({ paperId: paper.id, locale: frame.locale }) : null,
      doubts: [
        ...(issuerRead === null ? [] : [issuerDoubt(officeName(issuer), issuerRead, frame.locale)]),
        // what was accepted is doubted no more
        ...queries
          .map((query) => doubtOf(query, frame.locale))
          .filter(
            ({ field, suggestion }) => !suggestion || !field || valueIn(field, values, lists) !== suggestion.value,
          ),
        ...unsettledDoubt(addressees, frame.locale),
      ],
      placed: paper ? placedPaths(paper.reading) : new Set<string>(),
      reading: paper ? ReadingFacts({ read: dispatch, locale: frame.locale }) : null,
      issuerName: officeName(issuer),
      issuerRead,
      values,
      policies: await allPolicies(db),
      dueAsWritten: due?.phrase ?? null,
      addressees,
      tasks,
      errors: wanted.errors ?? [],
    });
  }

  /** What is doubted of a paper, as its page shows it. @throws ProductError `not-found` */
  async doubtsOf(request: Request, paperId: string, caller: Caller): Promise<Doubt[]> {
    const { locale, now } = await this.frames.of(request);
    const db = dbOf(this.em.fork());
    const today = vnDate(asDate(now));
    const paper = await paperOf(db, paperId, caller);
    const issuer = await issuerOf(db, caller, paper.reading.date.value ?? today);
    const known = (await knownOf(db, paper)).queries;
    return (await this.queriesOf(db, paper, { issuer, today, known })).map((query) => doubtOf(query, locale));
  }

  /** What the unit has already that may be this paper. */
  private async noticesOf(
    db: Db,
    paper: KeptPaper,
    { duplicates, locale }: { duplicates: readonly Duplicate[]; locale: Locale },
  ): Promise<JSX.Element> {
    const matches = await matchesOfPaper(db, paper);
    const signatures = paper.format === 'pdf' ? await signaturesOf(db, paper.id) : undefined;
    return PaperNotices({ paperId: paper.id, state: paper.state, duplicates, matches, signatures, locale });
  }

  private async queriesOf(
    db: Db,
    paper: KeptPaper,
    { issuer, today, known }: { issuer: UnitOn; today: string; known: readonly Query[] },
  ): Promise<Query[]> {
    const { reading, text } = paper;
    const on = reading.date.value ?? today;
    const attachedNames = await namesBeside(db, paper.id);
    return [
      ...reading.queries,
      ...known,
      ...(await queriesInContext(db, reading, { issuerId: issuer.id, on, today, attachedNames, text })),
    ];
  }
}

/** What the unit has that may be this paper, and what is to be queried because of it. */
async function knownOf(db: Db, paper: KeptPaper): Promise<{ duplicates: Duplicate[]; queries: Query[] }> {
  const by = await recognised(db, paper);
  const duplicates = await duplicatesOf(db, by);
  return { duplicates, queries: duplicateQueries(by, duplicates) };
}

/** The unit that the caller drafts for. @throws ProductError `not-permitted` where there is none */
export async function issuerOf(db: Db, { unitId }: Caller, on: string): Promise<UnitOn> {
  const [unit] = unitId ? await unitsByIds(db, [unitId], on) : [];
  if (!unit) throw notPermitted('Hãy đăng nhập cho một đơn vị.', 'Sign in for a unit.');
  return unit;
}

/** The addressees to begin with where there is no paper to read: those that wait for the unit. */
const waitingOf = (above: PaperAbove | undefined): AddresseeDraft[] =>
  (above?.waiting ?? []).map((text) => ({ text, role: 'action' }));

const hiddenOf = ({
  paperId,
  below,
  due,
}: {
  paperId: string | undefined;
  below: string | undefined;
  due: DatedTerm | undefined;
}): Record<string, string> => ({
  ...(paperId ? { paper: paperId } : {}),
  ...(below ? { below } : {}),
  ...(due ? { readDueOn: due.dueOn, readDueOperator: due.dueOperator } : {}),
});

/** What the page shows of a paper: its text with marks, where it came from, how it was decoded. */
export function paneOf(paper: KeptPaper, locale: Locale): Parameters<typeof PaperPane>[0]['pane'] {
  const words = fileWords(locale).encodings;
  const { encoding } = paper;
  return {
    segments: segmentsOf(paper.text, marksOf(paper.reading)),
    origin: paper.fileId === null ? null : paper.origin,
    fileHref: paper.fileId === null ? null : `/dispatches/${paper.id}/file`,
    encoding:
      encoding === null || paper.fileId === null || paper.state !== 'read'
        ? null
        : {
            name: encodingOptions([encoding], words)[0]!.label,
            alternatives: encodingOptions(ENCODINGS, words).filter(({ value }) => value !== encoding),
            action: `/dispatches/${paper.id}/encoding`,
          },
  };
}

function doubtOf(query: Query, locale: Locale): Doubt {
  const value = query.suggestion === null ? null : String(query.suggestion);
  return {
    key: `${query.code}:${query.field}`,
    path: query.field,
    field: fieldOf(query.field),
    reason: queryReason(query, locale),
    suggestion: value === null ? null : { value, label: suggestionWords(query, locale) ?? value },
    placed: query.spans.length > 0,
  };
}

/** The issuer that the paper names, where it is not the unit that drafts. */
async function otherIssuer(db: Db, { reading }: KeptPaper, { issuer, at }: { issuer: UnitOn; at: string }) {
  const name = reading.issuer.name.value;
  if (name === null || sameOffice(name, officeName(issuer))) return null;
  const [found] = await resolveAddressees(db, [name], { issuerId: issuer.id, at });
  const [unit, another] = found?.units ?? [];
  if (unit && !another) return unit.id === issuer.id ? null : name;
  // a name that was only inferred, and that no unit bears, says little
  return reading.issuer.stated ? name : null;
}

const officeKey = (name: string): string => searchKey(name).replace(/\bubnd\b/g, 'uy ban nhan dan');
const sameOffice = (one: string, other: string): boolean => officeKey(one) === officeKey(other);

const issuerDoubt = (own: string, read: string, locale: Locale): Doubt => {
  const words = directiveWords(locale);
  return {
    key: 'issuer-is-another:issuer.name',
    path: 'issuer.name',
    field: null,
    reason: `${words.draft.issuerIs(own, read)} ${words.doubts.ifIncoming}`,
    suggestion: null,
    placed: true,
  };
};

/** Copies that name no unit: they are left out unless a clerk says whom they mean. */
function unsettledDoubt(addressees: readonly DraftAddressee[], locale: Locale): Doubt[] {
  const open = addressees.flatMap(({ status, path }, i) =>
    status === 'not-understood' && path?.startsWith('copies.') ? [i] : [],
  );
  const [first] = open;
  if (first === undefined) return [];
  return [
    {
      key: 'copies-not-understood:copies',
      path: addressees[first]!.path!,
      field: `addressees[${first}]`,
      reason: directiveWords(locale).doubts.unsettled(open.length),
      suggestion: null,
      placed: true,
    },
  ];
}

const MOST_AREAS = 8;

/** Why a part is not clear; where a body is missing, the areas. */
function whyOf({ text, reason, areas = [], ended }: NotUnderstood, locale: Locale): string {
  const names = areas.slice(0, MOST_AREAS).map(({ name }) => insideSentence(name));
  const where =
    names.length > 0 ? ` ${directiveWords(locale).draft.missingIn(names.join(', '), areas.length - names.length)}` : '';
  return `“${text}”: ${reasonSentence(reason, locale, ended) ?? ''}${where}`;
}

async function resolved(
  db: Db,
  drafts: readonly AddresseeDraft[],
  { issuer, at, read, locale }: { issuer: UnitOn; at: string; read: number; locale: Locale },
): Promise<DraftAddressee[]> {
  const found = await resolveAddressees(
    db,
    drafts.map(({ text }) => text),
    { issuerId: issuer.id, at },
  );
  return drafts.map(({ text, role, through }, i) => {
    const { units, notUnderstood } = found[i]!;
    const status = statusOf({ text, role }, notUnderstood === null);
    return {
      text,
      role,
      through: through ?? null,
      path: i < read ? `addressees.${i}` : `copies.${i - read}`,
      status,
      count: units.length,
      candidates: notUnderstood?.candidates ?? [],
      why: status === 'internal' ? undefined : notUnderstood?.parts.map((part) => whyOf(part, locale)).join(' '),
    };
  });
}
