/** The same answers in plain SQL over the relations, which knows no closure: $1 unit, $2 line, $3 day. */
const BELOW = `with recursive below as (
    select r.unit_id, r.unit_id as child, 1 as depth from unit_relation r
    where r.parent_id = $1 and r.line = $2 and r.valid_from <= $3 and (r.valid_to is null or r.valid_to > $3)
    union all
    select r.unit_id, below.child, below.depth + 1 from below join unit_relation r on r.parent_id = below.unit_id
    where r.line = $2 and r.valid_from <= $3 and (r.valid_to is null or r.valid_to > $3)
  )`;

const NAMED = `join unit u on u.id = x.unit_id join unit_period p on p.unit_id = x.unit_id
    and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)`;

export const FLOOR = {
  children: `${BELOW}
    select x.unit_id, u.code, p.name, p.kind, p.level, x.below from
      (select child as unit_id, count(*) - 1 as below from below group by child) x ${NAMED}
    order by p.level <> 'body', u.code limit 101`,
  subtree: `${BELOW}
    select x.unit_id, u.code, p.name, p.kind, p.level, x.depth, (select count(*) from below) as total from below x ${NAMED}
    order by x.depth, p.level <> 'body', u.code limit 101`,
  ancestors: `with recursive above as (
      select r.parent_id, 1 as depth from unit_relation r
      where r.unit_id = $1 and r.line = $2 and r.valid_from <= $3 and (r.valid_to is null or r.valid_to > $3)
      union all
      select r.parent_id, above.depth + 1 from above join unit_relation r on r.unit_id = above.parent_id
      where r.line = $2 and r.valid_from <= $3 and (r.valid_to is null or r.valid_to > $3)
    )
    select x.unit_id, u.code, p.name, p.kind, p.level from (select parent_id as unit_id, depth from above) x ${NAMED}
    order by x.depth`,
} as const;
