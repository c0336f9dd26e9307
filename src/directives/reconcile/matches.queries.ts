import { setImmediate as pause } from 'node:timers/promises';
import { paperOf, toDispatch, type KeptPaper } from '../../dispatches/index.js';
import type { Caller } from '../../platform/caller.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { SAME_PAPER, shinglesOf, similarity } from '../similarity.rules.js';

/** A directive whose numbered copy a paper may be. */
export interface Match {
  directiveId: string;
  provisional: string;
  subject: string;
  state: string;
  /** The number that it was issued under meanwhile, where the system minted one. */
  number: number | null;
  symbol: string | null;
  createdAt: Date;
  /** The share of words in a row that both have, 0..1; from {@link SAME_PAPER} on they count as one paper. */
  score: number;
}

/** Drafts that share most runs of words are compared as a whole. */
const COMPARED = 20;

/** Works under a provisional identity: no numbered copy has come yet, and it is not at an end. */
const OPEN = sql`d.provisional is not null and d.reconciled_at is null
  and d.state in ('drafted', 'signed', 'numbered', 'issued')`;

/** The words that a directive is compared by: its paper, else its fields. */
export const WORDS = sql`coalesce(nullif(x.text, ''), concat_ws(' ', d.subject,
  (select string_agg(t.text, ' ' order by t.n) from directive_task t where t.directive_id = d.id)))`;

/**
 * The unit's directives without number or date that a numbered paper is the copy of, the likeliest first. Only those
 * that share a sampled run of words with it are compared at all, whatever the number of drafts.
 * @throws ProductError `not-found`
 */
export async function matchesOf(db: Db, dispatchId: string, caller: Caller): Promise<Match[]> {
  return matchesOfPaper(db, await paperOf(db, dispatchId, caller));
}

/** The same for a paper that is at hand. A paper without a number is no final copy, and one already used is none either. */
export async function matchesOfPaper(db: Db, paper: KeptPaper): Promise<Match[]> {
  const { number } = paper.confirmed ?? toDispatch(paper.reading);
  if (number === null || paper.text === '' || paper.state === 'merged' || paper.state === 'discarded') return [];
  const shingles = shinglesOf(paper.text);
  const likely = await rowsOf<Omit<Match, 'score'> & { words: string; isWhole: boolean }>(
    db,
    sql`with shared as (
        select directive_id, count(*) as n from provisional_shingle
        where issuer_id = ${paper.unitId} and hash = any(${[...shingles]}::bigint[]) group by directive_id)
      select d.id as "directiveId", d.provisional, d.subject, d.state, d.number, d.symbol, d.created_at as "createdAt",
        ${WORDS} as words, coalesce(x.text, '') <> '' as "isWhole"
      from shared s join directive d on d.id = s.directive_id left join dispatch x on x.id = d.dispatch_id
      where ${OPEN} and d.dispatch_id is distinct from ${paper.id}
        and not exists (select 1 from directive own where own.dispatch_id = ${paper.id})
        -- a draft that bears its number is another paper where the numbers differ
        and (d.number is null or d.number = ${number} or d.state in ('numbered', 'issued'))
      order by s.n desc, d.created_at desc limit ${COMPARED}`,
  );
  const matches: Match[] = [];
  for (const { words, isWhole, ...match } of likely) {
    const score = similarity(shinglesOf(words), shingles, isWhole);
    if (score >= SAME_PAPER) matches.push({ ...match, score });
    // long papers take a while each: others get their turn in between
    await pause();
  }
  return matches.toSorted((a, b) => b.score - a.score);
}
