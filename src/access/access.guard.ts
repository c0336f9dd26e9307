import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Caller, Locale } from '../platform/caller.js';
import { CONFIG, type Config } from '../platform/config.js';
import { notFound, notPermitted, notSignedIn, ProductError } from '../platform/errors.js';
import { CAPABILITY, type Capability } from '../platform/requires.js';
import { ApiTokens } from './api-tokens.js';
import { mayDo } from './permission.rules.js';
import { cookieOf, isFromElsewhere, isLoopback, localeOf } from '../platform/request.rules.js';
import { SESSION_COOKIE, Sessions } from './sessions.js';

const LOCAL_NAMES: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a request names this machine: a page of another site may let its own name lead here (DNS rebinding). */
function isNameOfHere(host: string | undefined, publicUrl: string): boolean {
  const address = `http://${host}`;
  if (host === undefined || !URL.canParse(address)) return false;
  const name = new URL(address).hostname;
  return LOCAL_NAMES.includes(name) || name === new URL(publicUrl).hostname;
}

type GuardedRequest = Request & { caller?: Caller; locale?: Locale };

/** Stands before every route: finds who calls, and refuses what the route does not declare open to them. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: ApiTokens,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const needed = this.reflector.getAllAndOverride<Capability | undefined>(CAPABILITY, [
      context.getHandler(),
      context.getClass(),
    ]);
    const caller = needed === 'public' ? await this.guestOrCaller(request) : await this.callerOf(request);
    request.locale = localeOf(request.headers, caller?.actor.startsWith('token:') ? undefined : caller?.locale);
    if (caller) request.caller = { ...caller, locale: request.locale };
    // a route without a declared capability is closed, to everyone
    if (needed === undefined) throw notPermitted('Chức năng này chưa được mở.', 'This route is not open.');
    if (needed === 'demo') this.mustBeDemonstration(request);
    if (needed === 'public' || needed === 'demo') return true;
    if (!caller) throw notSignedIn('Hãy đăng nhập trước.', 'Sign in first.');
    if (!mayDo(caller.role, needed) && needed !== 'signed-in')
      throw notPermitted(
        `Vai trò "${caller.role}" không được làm việc này.`,
        `The role "${caller.role}" may not do this.`,
      );
    return true;
  }

  /**
   * What only the demonstration has is not there in production, nor for other machines, nor under another
   * site's name, nor for pages of other sites.
   */
  private mustBeDemonstration(request: GuardedRequest): void {
    const isHere =
      this.config.mode === 'demo' &&
      isLoopback(request.socket.remoteAddress) &&
      isNameOfHere(request.headers.host, this.config.publicUrl);
    if (!isHere) throw notFound('Không có trang hay tài nguyên này.', 'There is no such page or resource.');
    if (request.method === 'POST' && isFromElsewhere(request.headers))
      throw notPermitted('Yêu cầu đến từ trang khác bị từ chối.', 'A request from another site is refused.');
  }

  /** What is open to everyone is not closed by a token that is not known, nor by a database that does not answer. */
  private async guestOrCaller(request: GuardedRequest): Promise<Caller | undefined> {
    try {
      return await this.callerOf(request);
    } catch (error) {
      if (error instanceof ProductError && error.code === 'not-permitted') throw error;
      return undefined;
    }
  }

  private async callerOf(request: GuardedRequest): Promise<Caller | undefined> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) {
      const caller = await this.tokens.callerOf(bearer);
      if (!caller) throw notSignedIn('Mã truy cập không đúng hoặc đã hết hạn.', 'The token is unknown or has expired.');
      return caller;
    }
    const cookie = cookieOf(request.headers, SESSION_COOKIE);
    if (!cookie) return undefined;
    if (!['GET', 'HEAD'].includes(request.method) && isFromElsewhere(request.headers))
      throw notPermitted('Yêu cầu đến từ trang khác bị từ chối.', 'A request from another site is refused.');
    return this.sessions.callerOf(cookie);
  }
}
