import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, PREPARED, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { together } from '../platform/database/together.js';
import { notFound } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { isUuid, uuidv7 } from '../platform/ids.js';
import { actingOf, callerOfActing, noteSignIn } from './callers.js';
import { tokensHaveEnded } from './end-unit-tokens.js';
import { PREDECESSORS } from './predecessors.js';
import { SignIns } from './sign-ins.js';

const TOKEN_BYTES = 24;
const YEAR = 365 * 86_400_000;
/** How long a found token is trusted without asking again; a revocation takes effect within this time. */
const CACHE_MILLISECONDS = 5_000;
const CACHE_SIZE = 5_000;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What a new token is for. */
interface TokenFor {
  unitId: string;
  role: Role;
  /** The person it stands for; without one, whoever holds it acts for the unit. */
  accountId?: string;
}

interface FoundToken {
  hash: string;
  id: string;
  unitId: string;
  role: Role;
  accountId: string | null;
  alsoFor: string[];
  /** The last sign-in that is noted of the unit lies a while back. */
  stale: boolean;
}

/** Tokens that are neither revoked nor expired, by their hashes in hexadecimal; those of the same moment in one statement. */
const tokensOf = together(async (db, hashes: readonly string[]) => {
  const rows = await rowsOf(
    db,
    sql<FoundToken>`${sql.raw(PREPARED)} select encode(token_hash, 'hex') as hash, id, t.unit_id as "unitId", role,
        account_id as "accountId", ${PREDECESSORS}, s.at is null or s.at < n.at - interval '5 minutes' as stale
      from (select business_now() as at offset 0) n, api_token t left join unit_sign_in s using (unit_id)
      where token_hash = any(array(select decode(h, 'hex') from unnest(${hashes}::text[]) h))
        and revoked_at is null and expires_at > clock_timestamp()`,
  );
  return new Map(rows.map((row) => [row.hash, row]));
});

/** What is made: the token itself is shown once and kept nowhere. */
export interface NewToken {
  id: string;
  token: string;
  expiresAt: Date;
}

/** Tokens of the API and sign-in codes of persons: random, stored as hashes, printed once, valid for a year. */
@Injectable()
export class ApiTokens {
  private readonly found = new Map<string, { caller: Caller; until: number }>();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly signIns: SignIns,
  ) {}

  /** Mints a token for a unit and role. @returns the token itself, which is kept nowhere */
  create(unitId: string, role: Role, by: Caller): Promise<NewToken> {
    return transactional(this.em, 'access.tokenCreated', (em) => this.mint(dbOf(em), { unitId, role }, by));
  }

  /** The same inside the caller's transaction; for a person it is the code to sign in with. */
  async mint(db: Db, { unitId, role, accountId }: TokenFor, by: Caller): Promise<NewToken> {
    const at = await this.clock.now(db);
    const real = await this.clock.real(db);
    const token = `tsk_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
    const id = uuidv7(at);
    const expiresAt = new Date(real.getTime() + YEAR);
    await sql`insert into api_token (id, token_hash, unit_id, role, created_at, expires_at, account_id)
      values (${id}, ${hashOf(token)}, ${unitId}, ${role}, ${at}, ${expiresAt}, ${accountId ?? null})`.execute(db);
    const payload = { token: id, role, ...(accountId === undefined ? {} : { account: accountId }) };
    await record(db, [{ kind: 'access.tokenCreated', at, by, unitId, payload }]);
    return { id, token, expiresAt };
  }

  /** Ends a token, and every session of the person it stood for; again it changes nothing. @throws ProductError `not-found` */
  async revoke(id: string, by: Caller): Promise<void> {
    const at = await this.clock.now();
    await transactional(this.em, 'access.tokenRevoked', async (em) => {
      const db = dbOf(em);
      const ended = isUuid(id)
        ? await firstOf(
            db,
            sql<{
              unitId: string;
              first: boolean;
            }>`with ended as (
                update api_token t set revoked_at = coalesce(t.revoked_at, clock_timestamp())
                from api_token old where t.id = ${id} and old.id = t.id
                returning t.unit_id as "unitId", t.account_id, old.revoked_at is null as first
              ), sessions as (
                update account a set session_epoch = session_epoch + 1 from ended e where a.id = e.account_id and e.first
              ) select "unitId", first from ended`,
          )
        : undefined;
      if (!ended) throw notFound('Không có mã truy cập này.', 'There is no such token.');
      if (ended.first)
        await record(db, [{ kind: 'access.tokenRevoked', at, by, unitId: ended.unitId, payload: { token: id } }]);
    });
    this.found.clear();
  }

  /** Who a bearer token stands for; undefined where it is unknown, expired or revoked. */
  async callerOf(token: string): Promise<Caller | undefined> {
    const known = this.found.get(token);
    if (known && known.until > performance.now() && !tokensHaveEnded(known.caller.unitId!)) return known.caller;
    const db = dbOf(this.em.fork());
    const hash = hashOf(token).toString('hex');
    const row = (await tokensOf(db, hash)).get(hash);
    if (!row) return undefined;
    if (row.accountId !== null) return callerOfPerson(db, { ...row, accountId: row.accountId });
    if (row.stale) this.signIns.seen(row.unitId);
    const caller: Caller = {
      actor: `token:${row.id}`,
      role: row.role,
      unitId: row.unitId,
      alsoFor: row.alsoFor,
      capacity: 'own-office',
      locale: 'vi',
    };
    if (this.found.size >= CACHE_SIZE) this.found.clear();
    this.found.set(token, { caller, until: performance.now() + CACHE_MILLISECONDS });
    return caller;
  }
}

/** A person is asked for every time: a mandate that ends, ends what its holder may do at once. */
async function callerOfPerson(db: Db, { accountId, unitId, role }: Required<TokenFor>): Promise<Caller | undefined> {
  const acting = await actingOf(db, accountId, { unitId, role });
  if (acting?.stale) await noteSignIn(db, acting.unitId, accountId);
  return acting && callerOfActing(acting);
}
