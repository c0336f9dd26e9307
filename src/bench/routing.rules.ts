/*
 * Whether a statement that writes rows of cascades is routed by one cascade, read from its text with parameters. On a
 * cluster that spreads tables by `cascade_id` such a statement goes to the one node that has the rows.
 */

/** Writes that are not routed by one cascade, and why they need not be. Everything else must be. */
export const EXCEPTIONS: readonly { table: string; statement: RegExp; reason: string }[] = [
  {
    table: 'message',
    statement: /^with mine as \( select m\.cascade_id, m\.id.* from message m join unnest\(/,
    reason: 'the mailer marks or gives back the batch that it claimed',
  },
  {
    table: 'message',
    statement: /^update message m set .* from unnest\(.* where m\.cascade_id = r\.cascade_id and m\.id = r\.id/,
    reason: 'the mailer gives to jobs what is due, and records what it sent; the rows are found by their whole key',
  },
  {
    table: 'ledger_entry',
    statement: /^insert into ledger_entry .* from \( ?select \* from unnest\(.*\) as r \(cascade_id, id, unit_id/,
    reason: 'the facts of a batch of mails, beside the record of it',
  },
];

/** Tables with the column that are not spread by it, and why. */
export const NOT_SPREAD: Readonly<Record<string, string>> = {
  inbound_mail:
    'a mail names a cascade, if any, only once it is understood; it is found by its mailbox and by its unit',
  mail_bounce: 'looked up by the address that failed, whatever was sent there',
  report_draft: 'few, and decided one at a time, by their own id',
  chase_fault: 'one row a paper that cannot be chased; few, found by the paper',
  directive: 'one row a paper, found by its own id; a reference table on a cluster',
  arrival: 'the incoming register of an office: its numbers follow one another across cascades',
  short_code: 'found by its digits alone; one row an assignment, of the last two weeks; a reference table on a cluster',
  calendar_change_item:
    'what a change of the calendar has still to move; found by the change, and by the cascade within it',
  bulk_act_item: 'what a bulk act has still to do, one row a directive or assignment',
  reorganisation_cascade: 'what a reorganisation has still to move, one row a cascade',
};

export interface Write {
  verb: 'insert' | 'update' | 'delete';
  table: string;
  /** `one-cascade`, the reason of an exception, or null. */
  routed: string | null;
}

const WRITE = /\b(insert\s+into|update|delete\s+from)\s+(?:only\s+)?(?:public\.)?"?([a-z_]+)"?/gi;
/** `for update`, `do update set` and `for update of` write nothing of their own. */
const NOT_A_WRITE = /(?:\bfor|\bdo|\bno\s+key)\s+$/i;
const ONE_VALUE = /"?cascade_id"?\s*=\s*(?:\$\d+)/i;

/** The text with single spaces and without comments. */
const plain = (statement: string): string =>
  statement
    .replaceAll(/\/\*.*?\*\//gs, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/"(\w+)"/g, '$1')
    .trim();

/** From a position to where the bracket ends that it stands in. */
function scopeFrom(text: string, from: number): string {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth < 0) return text.slice(from, i);
  }
  return text.slice(from);
}

/** Names and bodies of the common table expressions. */
function expressionsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { index, 0: all, 1: name } of text.matchAll(/\b(\w+)(?: \([^()]*\))? as (?:not )?(?:materialized )?\(/g))
    found.set(name!, scopeFrom(text, index + all.length).trim());
  return found;
}

/** An INSERT without the expressions that stand before its SELECT. */
function withoutExpressions(scope: string): string {
  const [begin, list] = /^(insert into \S+(?: as \w+)? \([^()]*\)) with (?=\w+ as )/.exec(scope) ?? [];
  if (begin === undefined || list === undefined) return scope;
  let rest = scope.slice(begin.length);
  for (
    let open = /^\w+ as (?:not )?(?:materialized )?\(/.exec(rest);
    open;
    open = /^, \w+ as (?:materialized )?\(/.exec(rest)
  )
    rest = rest.slice(open[0].length + scopeFrom(rest, open[0].length).length + 1);
  return `${list} ${rest.trim()}`;
}

/** The first column of what an INSERT selects: the cascade, since it is first in every key and every column list. */
function firstSelected(insert: string): string | undefined {
  const scope = withoutExpressions(insert);
  if (!/^insert into \S+(?: as \w+)? \(cascade_id,/.test(scope)) return undefined;
  const [, values] = /\bvalues \((.*?),/.exec(scope) ?? [];
  if (values) return values;
  const selected = [...scope.matchAll(/\bselect (?:distinct )?(.*?)[,)]/g)].map(([, item]) => item!.trim());
  const first = selected.find((item) => !item.endsWith('.*'));
  // a message takes it from the row that the next level names
  return first === 'n.cascade_id' ? /select (\S+) as cascade_id/.exec(scope)?.[1] : first;
}

/** Whether rows that an expression hands on are all of one cascade. */
function isOfOne(body: string, expressions: ReadonlyMap<string, string>, seen: ReadonlySet<string>): boolean {
  if (ONE_VALUE.test(body)) return true;
  if (body.startsWith('insert into ') && /^\$\d+/.test(firstSelected(body) ?? '')) return true;
  return [...body.matchAll(/\b(?:from|join|,) (\w+)\b/g)].some(([, name]) => {
    const inner = expressions.get(name!);
    return inner !== undefined && !seen.has(name!) && isOfOne(inner, expressions, new Set([...seen, name!]));
  });
}

/**
 * Each write of a statement to one of the tables, and how it is routed.
 * @param statement  as `pg_stat_statements` keeps it: values are `$n`
 */
export function writesOf(statement: string, tables: ReadonlySet<string>): Write[] {
  const text = plain(statement);
  const expressions = expressionsOf(text);
  return [...text.matchAll(WRITE)].flatMap(({ index, 1: verb, 2: table }) => {
    if (!tables.has(table!) || NOT_A_WRITE.test(text.slice(0, index))) return [];
    const scope = scopeFrom(text, index);
    const kind = verb!.split(' ')[0]!.toLowerCase() as Write['verb'];
    const exception = EXCEPTIONS.find((one) => one.table === table && one.statement.test(text));
    return [
      {
        verb: kind,
        table: table!,
        routed: isOfOne(scope, expressions, new Set()) ? 'one-cascade' : (exception?.reason ?? null),
      },
    ];
  });
}
