import type { Request, Response } from 'express';
import type { Caller } from './caller.js';
import type { Db } from './database/sql.js';
import type { Frame, NavKey, Notice } from './page.view.js';

/** How many things wait behind an entry of the menu. */
export type MenuCount = (db: Db, caller: Caller) => Promise<number>;

/** What a slice has to say to somebody on every page, such as that a part of the system has stopped. */
export type Noticing = (db: Db, caller: Caller) => Promise<readonly Notice[]>;

/** Builds what every page needs beside its own data; the slice that knows who calls carries it out. */
export abstract class PageFrame {
  /**
   * The frame of this request. Never throws for what the reader lacks: an unknown session is a guest.
   * @param response  where given, what the act before said is shown once and then forgotten
   */
  abstract of(request: Request, response?: Response): Promise<Frame>;

  /** A slice says, in `onModuleInit`, how to count what waits behind an entry of the menu. */
  abstract counting(entry: NavKey, count: MenuCount): void;

  /** A slice says, in `onModuleInit`, how to find what somebody must be told on every page. */
  abstract noticing(notices: Noticing): void;
}
