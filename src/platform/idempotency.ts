import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { from, of, switchMap, type Observable } from 'rxjs';
import type { Caller } from './caller.js';
import { dbOf, firstOf, sql, type Db } from './database/sql.js';
import { conflict, idempotencyKeyReused, invalid } from './errors.js';

const LONGEST_KEY = 200;

interface Kept {
  requestHash: Buffer;
  status: number | null;
  response: unknown;
  stale: boolean;
}

interface KeyOfRequest {
  caller: string;
  route: string;
  key: string;
  hash: Buffer;
}

/**
 * Answers a POST that carries an `Idempotency-Key` once per caller and route: the same key and body get the first
 * answer again, for seven days; the same key with another body is refused.
 */
@Injectable()
export class Idempotency implements NestInterceptor {
  constructor(private readonly em: EntityManager) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { caller?: Caller }>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined) return next.handle();
    if (typeof key !== 'string' || key.length === 0 || key.length > LONGEST_KEY)
      throw invalid('Idempotency-Key phải có từ 1 đến 200 ký tự.', 'Idempotency-Key must have 1 to 200 characters.');
    const response = context.switchToHttp().getResponse<Response>();
    const hash = createHash('sha256')
      .update(JSON.stringify(request.body ?? null))
      .digest();
    const id: KeyOfRequest = { caller: request.caller?.actor ?? 'public', route: request.path, key, hash };
    const db = dbOf(this.em.fork());
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
    const first = await firstOf(
      db,
      sql`insert into idempotency_key (caller, route, key, request_hash, created_at)
        values (${caller}, ${route}, ${key}, ${hash}, clock_timestamp())
        on conflict (caller, route, key) do update
          set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, response = null
          where idempotency_key.created_at < clock_timestamp() - interval '7 days'
        returning key`,
    );
    if (first) return undefined;
    const kept = await firstOf(
      db,
      sql<Kept>`select request_hash as "requestHash", status, response,
          created_at < clock_timestamp() - interval '1 minute' as stale
        from idempotency_key where caller = ${caller} and route = ${route} and key = ${key}`,
    );
    if (kept && !kept.requestHash.equals(hash))
      throw idempotencyKeyReused(
        'Idempotency-Key này đã dùng cho một nội dung khác; hãy dùng khóa mới.',
        'This Idempotency-Key was used with another body; use a new one.',
      );
    if (kept && kept.status === null && !kept.stale)
      throw conflict(
        'Yêu cầu cùng khóa đang được thực hiện; hãy thử lại sau giây lát.',
        'A request with the same key is being carried out; try again in a moment.',
      );
    // a first request that died before it answered is carried out again: every act is safe to repeat
    return kept && kept.status !== null ? kept : undefined;
  }

  private run(db: Db, id: KeyOfRequest, next: CallHandler, response: Response): Observable<unknown> {
    const { caller, route, key } = id;
    const keep = async (answer: unknown): Promise<unknown> => {
      await sql`update idempotency_key set status = ${response.statusCode}, response = ${JSON.stringify(answer ?? null)}::jsonb
        where caller = ${caller} and route = ${route} and key = ${key}`.execute(db);
      return answer;
    };
    const forget = async (error: unknown): Promise<never> => {
      await sql`delete from idempotency_key where caller = ${caller} and route = ${route} and key = ${key}`.execute(db);
      throw error;
    };
    return from(lastOf(next).then(keep, forget));
  }
}

const lastOf = (next: CallHandler): Promise<unknown> =>
  new Promise((resolve, reject) => {
    let answer: unknown;
    next.handle().subscribe({ next: (value) => (answer = value), error: reject, complete: () => resolve(answer) });
  });
