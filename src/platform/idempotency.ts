import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { from, of, switchMap, type Observable } from 'rxjs';
import type { Caller } from './caller.js';
import { dbOf, firstOf, sql, type Db } from './database/sql.js';
import { conflict, idempotencyKeyReused, invalid } from './errors.js';
import { committing } from './failpoints.js';
import { requestUnderWay, type RequestKey } from './made-once.js';

const LONGEST_KEY = 200;
/** Routes that change nothing and promise to keep nothing of what they are sent. */
const ANSWER_NOT_KEPT: ReadonlySet<string> = new Set(['/api/v1/dispatches/read']);

/** Routes whose answer is a secret that is shown once. */
const ANSWER_IS_SECRET: ReadonlySet<string> = new Set(['/api/v1/people/:id/sign-in-code']);

interface Kept {
  requestHash: Buffer;
  status: number | null;
  response: unknown;
}

interface KeyOfRequest extends RequestKey {
  hash: Buffer;
}

/**
 * Answers a POST that carries an `Idempotency-Key` once per caller, mandate and route: the same key and body get the first
 * answer again, for seven days; the same key with another body is refused.
 */
@Injectable()
export class Idempotency implements NestInterceptor {
  constructor(private readonly em: EntityManager) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { caller?: Caller }>();
    const key = request.headers['idempotency-key'];
    // pages answer by themselves, and go back to a page: there is no answer to keep
    const route = (request.route as { path?: string } | undefined)?.path ?? request.path;
    if (request.method !== 'POST' || key === undefined || !route.startsWith('/api/')) return next.handle();
    if (typeof key !== 'string' || key.length === 0 || key.length > LONGEST_KEY)
      throw invalid('Idempotency-Key phải có từ 1 đến 200 ký tự.', 'Idempotency-Key must have 1 to 200 characters.');
    const response = context.switchToHttp().getResponse<Response>();
    const db = dbOf(this.em.fork());
    const idOf = (): KeyOfRequest => ({
      caller: keeperOf(request.caller),
      route: request.path,
      key,
      hash: hashOf(request),
    });
    if (ANSWER_NOT_KEPT.has(route)) return from(this.runUnkept(db, idOf, next));
    if (request.is('multipart/form-data') || ANSWER_IS_SECRET.has(route))
      throw invalid('Chức năng này không nhận Idempotency-Key.', 'This route takes no Idempotency-Key.');
    const id = idOf();
    return from(this.claim(db, id)).pipe(
      switchMap((kept) => {
        if (!kept) return this.run(db, id, next, response);
        response.status(kept.status ?? 200);
        return of(kept.response);
      }),
    );
  }

  /** The answer kept under the key, or undefined where this request is the first and must be carried out. */
  private async claim(db: Db, { caller, route, key, hash }: KeyOfRequest): Promise<Kept | undefined> {
    await purge(db);
    const claiming = sql`insert into idempotency_key (caller, route, key, request_hash, created_at)
        values (${caller}, ${route}, ${key}, ${hash}, clock_timestamp())
        on conflict (caller, route, key) do update
          set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, response = null
          where idempotency_key.created_at < clock_timestamp() - interval '7 days'
        returning key`;
    const first = await committing(db, 'request.claimed', () => firstOf(db, claiming));
    if (first) return undefined;
    const kept = await firstOf(
      db,
      sql<Kept>`select request_hash as "requestHash", status, response
        from idempotency_key where caller = ${caller} and route = ${route} and key = ${key}`,
    );
    if (kept && !kept.requestHash.equals(hash)) throw reused();
    if (kept && kept.status !== null) return kept;
    if (!(await retaken(db, { caller, route, key }))) throw underWay();
    return undefined;
  }

  /**
   * What changes nothing is carried out every time, and only the hash of what was sent is kept. The body of a file is
   * there once the route has parsed it, so the key is compared last.
   */
  private async runUnkept(db: Db, idOf: () => KeyOfRequest, next: CallHandler): Promise<unknown> {
    const answer = await lastOf(next);
    const { caller, route, key, hash } = idOf();
    await purge(db);
    const noting = sql`insert into idempotency_key (caller, route, key, request_hash, created_at)
        values (${caller}, ${route}, ${key}, ${hash}, clock_timestamp())
        on conflict (caller, route, key) do update
          set request_hash = excluded.request_hash,
            created_at = case when idempotency_key.request_hash = excluded.request_hash
              then idempotency_key.created_at else excluded.created_at end
          where idempotency_key.request_hash = excluded.request_hash
            or idempotency_key.created_at < clock_timestamp() - interval '7 days'
        returning key`;
    const same = await committing(db, 'request.noted', () => firstOf(db, noting));
    if (!same) throw reused();
    return answer;
  }

  private run(db: Db, id: KeyOfRequest, next: CallHandler, response: Response): Observable<unknown> {
    const { caller, route, key } = id;
    const keep = async (answer: unknown): Promise<unknown> => {
      const keeping = sql`update idempotency_key set status = ${response.statusCode}, response = ${JSON.stringify(answer ?? null)}::jsonb
        where caller = ${caller} and route = ${route} and key = ${key}`;
      await committing(db, 'request.answered', () => keeping.execute(db));
      return answer;
    };
    const forget = async (error: unknown): Promise<never> => {
      const forgetting = sql`delete from idempotency_key where caller = ${caller} and route = ${route} and key = ${key}`;
      await committing(db, 'request.forgotten', () => forgetting.execute(db));
      throw error;
    };
    return from(requestUnderWay.run({ caller, route, key }, () => lastOf(next)).then(keep, forget));
  }
}

/** For whom an answer is kept: who acts for another unit, or as something else, is answered as that. */
const keeperOf = (caller: Caller | undefined): string =>
  [caller?.actor ?? 'public', ...(caller?.mandate === undefined ? [] : [caller.mandate])].join(' ');

const reused = () =>
  idempotencyKeyReused(
    'Idempotency-Key này đã dùng cho một nội dung khác; hãy dùng khóa mới.',
    'This Idempotency-Key was used with another body; use a new one.',
  );
const underWay = () =>
  conflict(
    'Yêu cầu cùng khóa đang được thực hiện; hãy thử lại sau giây lát.',
    'A request with the same key is being carried out; try again in a moment.',
  );

const hashOf = ({ body, file }: Request & { file?: { buffer: Buffer } }): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .update(file?.buffer ?? '')
    .digest();

/** Some of what is past its seven days: a little with every key keeps the table small. */
async function purge(db: Db): Promise<void> {
  const purging = sql`delete from idempotency_key where (caller, route, key) in (
    select caller, route, key from idempotency_key where created_at < clock_timestamp() - interval '7 days'
    order by created_at limit 100 for update skip locked)`;
  await committing(db, 'request.purged', () => purging.execute(db));
}

/**
 * Takes over a first request that died before it answered: every act is safe to repeat, but by one at a time.
 * @returns whether this request is the one
 */
async function retaken(db: Db, { caller, route, key }: Omit<KeyOfRequest, 'hash'>): Promise<boolean> {
  const taking = sql`update idempotency_key set created_at = clock_timestamp()
    where caller = ${caller} and route = ${route} and key = ${key} and status is null
      and created_at < clock_timestamp() - interval '1 minute' returning key`;
  return (await committing(db, 'request.retaken', () => firstOf(db, taking))) !== undefined;
}

const lastOf = (next: CallHandler): Promise<unknown> =>
  new Promise((resolve, reject) => {
    let answer: unknown;
    next.handle().subscribe({ next: (value) => (answer = value), error: reject, complete: () => resolve(answer) });
  });
