import type { Locale } from '../platform/caller.js';
import { vnIso } from '../platform/vn-time.js';
import type { Refusal } from './compile-work.rules.js';
import type { Compiled } from './compile.rules.js';
import { refusalIn } from './refusal-sentences.js';
import type { ReorganisationRow } from './reorganisation.queries.js';

const instant = (at: Date | null): string | null => (at ? vnIso(at) : null);

/** A reorganisation as the API shows it. */
export const reorganisationJson = (r: ReorganisationRow) => ({
  id: r.id,
  title: r.title,
  legalBasis: r.legalBasis,
  effectiveOn: r.effectiveOn,
  clock: r.clock,
  acceptsUnowed: r.acceptsUnowed,
  state: r.state,
  steps: r.steps,
  planHash: r.planHash,
  createdAt: instant(r.createdAt),
  createdBy: r.createdBy,
  submittedAt: instant(r.submittedAt),
  submittedBy: r.submittedBy,
  approvedAt: instant(r.approvedAt),
  approvedBy: r.approvedBy,
  startedAt: instant(r.startedAt),
  doneAt: instant(r.doneAt),
  cancelledAt: instant(r.cancelledAt),
  stopAskedAt: instant(r.stopAskedAt),
  version: r.version,
});

const MOST_REFUSALS = 200;

/** What a plan does, counted, and why it cannot be done. */
export const compiledJson = ({ establish, end, rename, moves, successions, refusals }: Compiled, locale: Locale) => ({
  establishes: establish.length,
  ends: end.length,
  renames: rename.filter(({ what }) => what === 'rename').length,
  raises: rename.filter(({ what }) => what === 'raise').length,
  moves: moves.filter(({ derived }) => !derived).length,
  follows: moves.filter(({ derived }) => derived).length,
  successions: successions.length,
  refused: refusals.length,
  refusals: refusalsJson(refusals, locale),
});

const refusalsJson = (refusals: readonly Refusal[], locale: Locale) =>
  refusals.slice(0, MOST_REFUSALS).map((refusal) => refusalIn(locale, refusal));
