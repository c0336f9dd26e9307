import { Inject, Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller, Locale } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { isUuid } from '../platform/ids.js';
import { localPath } from '../platform/local-path.rules.js';
import { PageFrame, type MenuCount, type Noticing } from '../platform/page-frame.js';
import { FLASH_COOKIE } from '../platform/page-form.js';
import type { Frame, NavKey, SignedIn } from '../platform/page.view.js';
import { vnDate } from '../platform/vn-time.js';
import { officeName, unitsByIds } from '../units/index.js';
import { cookieOf, isLoopback, localeOf } from '../platform/request.rules.js';
import { choicesOf } from './mandates.js';
import { SESSION_COOKIE, Sessions } from './sessions.js';

type Asked = Request & { caller?: Caller; locale?: Locale };

const NAMES_KEPT = 10_000;
const flashSchema = z.object({ tone: z.enum(['done', 'warning', 'error', 'plain']), text: z.string().max(1000) });

/** The frame of a page: who is signed in and for which unit, the clock, what waits, what the last act said. */
@Injectable()
export class SignedInFrame extends PageFrame {
  private readonly names = new Map<string, string>();
  private readonly counts: [NavKey, MenuCount][] = [];
  private readonly told: Noticing[] = [];

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  counting(entry: NavKey, count: MenuCount): void {
    this.counts.push([entry, count]);
  }

  noticing(notices: Noticing): void {
    this.told.push(notices);
  }

  async of(request: Request, response?: Response): Promise<Frame> {
    const db = dbOf(this.em.fork());
    // a route that does not exist has not passed the guard
    const caller = (request as Asked).caller ?? (await this.guestOrSession(request));
    const now = await this.clock.now(db);
    response?.setHeader('Cache-Control', 'private, no-cache');
    return {
      locale: (request as Asked).locale ?? localeOf(request.headers, caller?.locale),
      path: pathOf(request),
      now,
      demo: this.config.mode === 'demo' && isLoopback(request.socket.remoteAddress),
      caller: caller ? await this.signedIn(db, caller, now) : null,
      counts: caller ? await this.countsOf(db, caller) : {},
      notices: caller ? (await Promise.all(this.told.map((tell) => tell(db, caller)))).flat() : [],
      flash: response ? flashOf(request, response) : null,
    };
  }

  private async guestOrSession(request: Request): Promise<Caller | undefined> {
    const cookie = cookieOf(request.headers, SESSION_COOKIE);
    return cookie ? this.sessions.callerOf(cookie) : undefined;
  }

  private async signedIn(db: Db, caller: Caller, now: Date): Promise<SignedIn> {
    const unitName = caller.unitId ? await this.unitName(db, caller.unitId, vnDate(now)) : '';
    const person = { role: caller.role, unitName, name: await this.personName(db, caller.actor) };
    if (caller.mandate === undefined) return person;
    const delegated = caller.capacity === 'by-delegation';
    return { ...person, delegated, mandates: await this.mandates(db, caller, vnDate(now)) };
  }

  /** What the person may act under instead; most have one mandate. */
  private async mandates(db: Db, { actor, mandate }: Caller, on: string): Promise<NonNullable<SignedIn['mandates']>> {
    const choices = await choicesOf(db, actor);
    if (choices.length < 2) return [];
    return Promise.all(
      choices.map(async ({ id, unitId, role, delegated }) => ({
        id,
        unitName: await this.unitName(db, unitId, on),
        role,
        delegated,
        present: id === mandate,
      })),
    );
  }

  private async unitName(db: Db, unitId: string, on: string): Promise<string> {
    return this.kept(`${unitId} ${on}`, async () => {
      const [unit] = await unitsByIds(db, [unitId], on);
      return unit && officeName(unit);
    });
  }

  private async personName(db: Db, actor: string): Promise<string | null> {
    if (!isUuid(actor)) return null;
    const read = () => firstOf(db, sql<{ name: string }>`select name from account where id = ${actor}`);
    return this.kept(actor, async () => (await read())?.name);
  }

  private async kept(key: string, read: () => Promise<string | undefined>): Promise<string> {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = (await read()) ?? '';
    if (this.names.size >= NAMES_KEPT) this.names.clear();
    this.names.set(key, name);
    return name;
  }

  private async countsOf(db: Db, caller: Caller): Promise<Partial<Record<NavKey, number>>> {
    const counted = await Promise.all(
      this.counts.map(async ([entry, count]) => [entry, await count(db, caller)] as const),
    );
    const counts: Partial<Record<NavKey, number>> = {};
    // several things may wait behind one entry
    for (const [entry, n] of counted) counts[entry] = (counts[entry] ?? 0) + n;
    return counts;
  }
}

/** Where the language switch and the clock come back to: this page, or the one whose form was sent. */
function pathOf(request: Request): string {
  if (request.method === 'GET' || request.method === 'HEAD') return localPath(request.originalUrl);
  const from = request.headers.referer;
  return from && URL.canParse(from) ? localPath(from.slice(new URL(from).origin.length)) : '/';
}

function flashOf(request: Request, response: Response): Frame['flash'] {
  const cookie = cookieOf(request.headers, FLASH_COOKIE);
  if (!cookie) return null;
  response.clearCookie(FLASH_COOKIE, { path: '/' });
  try {
    return flashSchema.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')));
  } catch {
    return null; // not a sentence of ours
  }
}
