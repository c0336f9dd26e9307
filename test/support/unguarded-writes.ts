import pg from 'pg';
import { watchFailpoints } from '../../src/platform/failpoints.js';

const WRITES = /\b(insert into|update\s+\S+(\s+\w+)?\s+set|delete from)\b/i;
type Query = (this: object, query: unknown, ...rest: unknown[]) => unknown;

/**
 * Watches the product at work, one act after the other: every writing statement that is a commit of its own, and every
 * COMMIT of a transaction that wrote, must follow a failpoint `before` whose `after` has not been passed yet.
 * @returns ends the watch, and answers the statements that did not
 */
export function watchWrites(): () => string[] {
  const found: string[] = [];
  const within = new Set<string>();
  const wrote = new WeakMap<object, boolean>();
  watchFailpoints((point) => {
    const [commit, side] = point.split(':') as [string, string];
    if (side === 'before') within.add(commit);
    else within.delete(commit);
  });
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (text, ...rest) {
    const sql = typeof text === 'string' ? text : ((text as { text?: string }).text ?? '');
    const verb = /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase();
    if (verb === 'begin' || verb === 'start') wrote.set(this, false);
    else if (verb === 'commit' || (verb === 'rollback' && !/\bto\b/i.test(sql))) {
      if (verb === 'commit' && wrote.get(this) && within.size === 0)
        found.push('commit of a transaction without a name');
      wrote.delete(this);
    } else if (WRITES.test(sql)) {
      if (wrote.has(this)) wrote.set(this, true);
      else if (within.size === 0) found.push(sql.replaceAll(/\s+/g, ' ').slice(0, 120));
    }
    return query.call(this, text, ...rest);
  };
  return () => {
    prototype.query = query;
    watchFailpoints(undefined);
    return found;
  };
}
