/**
 * Made-up sectoral bodies under the real tree, with ten years of periods: so many to each commune of today, under the
 * departments of its province, and to each former district until the reform, and two at most to each former commune. Names
 * and sectoral superiors change on days drawn from a fixed seed, so that every run asks about the same tree.
 */
export const nationalBodies = (each: number): readonly string[] => [
  `create function pg_temp.drawn(text, integer) returns integer language sql immutable as $$
     select ('x' || left(md5('20260105' || $1), 7))::bit(28)::integer % $2 $$`,
  `create temp table made (id uuid, code text, parent_id uuid, sector integer, province text, begun date, ended date, kind text)`,
  // under the government: ministries for the sectors
  `insert into made select uuid_v7(business_now()), 'do-bo-' || n, (select id from unit where code = 'vn'), n, null, '2016-01-01', null, 'ministry'
   from generate_series(1, 20) n`,
  // in each province, of both states: a department for each sector
  `insert into made select uuid_v7(business_now()), 'do-so-' || u.code || '-' || n, u.unit_id, n, u.code,
     greatest(p.valid_from, '2016-01-01'), p.valid_to, 'department'
   from (select distinct on (unit_id) unit_id, valid_from, max(valid_to) filter (where ended) over (partition by unit_id) as valid_to
     from (select unit_id, valid_from, valid_to, bool_and(valid_to is not null) over (partition by unit_id) as ended
       from unit_period where level = 'province') x order by unit_id, valid_from) p
     join (select id as unit_id, code from unit) u using (unit_id) cross join generate_series(1, 20) n`,
  // in each district and commune: divisions, whose province is two or one above
  `insert into made select uuid_v7(business_now()), 'do-p-' || u.code || '-' || n, p.unit_id, n, province.code,
     greatest(p.valid_from, '2016-01-01'), p.valid_to, 'division'
   from unit_period p join unit u on u.id = p.unit_id
     join unit_ancestry a on a.unit_id = p.unit_id and a.line = 'administrative'
     join unit province on province.id = a.ancestor_id
     join lateral (select 1 from unit_period x where x.unit_id = a.ancestor_id and x.level = 'province' limit 1) is_province on true
     cross join lateral generate_series(1, case when p.level = 'commune' and p.valid_to is not null then ${Math.min(each, 2)} else ${each} end) n
   where p.level in ('district', 'commune') and u.code not like 'bench-%'`,
  `insert into unit (id, code, created_at) select id, code, business_now() from made`,
  // two names each where the drawn day lies in its life
  `create temp table renamed as select m.*, d.day from made m
     cross join lateral (select date '2016-01-01' + pg_temp.drawn(m.code || 'name', 3650) as day) d
     where d.day > m.begun and (m.ended is null or d.day < m.ended)`,
  `insert into unit_period (unit_id, name, kind, level, valid_from, valid_to, search_key, accent_key)
   select id, 'Cơ quan Đo Lường ' || code, kind, 'body', begun, ended, 'co quan do luong ' || code, 'cơ quan đo lường ' || code
   from made m where not exists (select 1 from renamed r where r.id = m.id)
   union all
   select id, 'Cơ quan Đo Lường cũ ' || code, kind, 'body', begun, day, 'co quan do luong cu ' || code, 'cơ quan đo lường cũ ' || code from renamed
   union all
   select id, 'Cơ quan Đo Lường ' || code, kind, 'body', day, ended, 'co quan do luong ' || code, 'cơ quan đo lường ' || code from renamed`,
  `insert into unit_relation (unit_id, line, parent_id, valid_from, valid_to)
   select id, 'administrative', parent_id, begun, ended from made`,
  // on the sectoral line each goes over to another sector on a drawn day
  `create temp table moved as
   select m.id, m.province, m.kind, x.sector, x.begun, x.ended from made m
     cross join lateral (select date '2016-01-01' + pg_temp.drawn(m.code || 'move', 3650) as day, pg_temp.drawn(m.code, 20) + 1 as other) d
     cross join lateral (
       select m.sector, m.begun, case when d.day > m.begun and (m.ended is null or d.day < m.ended) then d.day else m.ended end as ended
       union all
       select d.other, d.day, m.ended where d.day > m.begun and (m.ended is null or d.day < m.ended)) x
   where m.kind <> 'ministry'`,
  `insert into unit_relation (unit_id, line, parent_id, valid_from, valid_to)
   select m.id, 'sectoral', above.id, m.begun, m.ended from moved m
     join made above on above.code = case m.kind when 'department' then 'do-bo-' || m.sector
       else 'do-so-' || m.province || '-' || m.sector end`,
];
