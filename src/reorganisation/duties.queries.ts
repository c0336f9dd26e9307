import { OPEN_DUTY } from '../assignments/index.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';

/** Who takes over duties from whom by a submitted plan; `to_id` is null while the unit is not founded yet. */
export const edgesOf = (reorganisationId: string): RawBuilder<unknown> => sql`(
  select from_id, to_id, to_code, main, extent, issuers, directives from reorganisation_succession
  where reorganisation_id = ${reorganisationId} and takes_duties)`;

/** Units that end by a plan, also those that nobody succeeds. */
export const endedOf = (reorganisationId: string): RawBuilder<unknown> => sql`(
  select from_id as unit_id from reorganisation_succession where reorganisation_id = ${reorganisationId} and ends_unit
  union
  select u.id from reorganisation_step s join unit u on u.code = s.step ->> 'unit'
  where s.reorganisation_id = ${reorganisationId} and s.kind = 'abolish'
  union
  select p.unit_id from reorganisation r join reorganisation_step s on s.reorganisation_id = r.id and s.kind = 'succeed'
    join unit_period p on p.valid_to = r.effective_on
  where r.id = ${reorganisationId}
    and not exists (select 1 from unit_period o where o.unit_id = p.unit_id
      and o.valid_from <= r.effective_on and (o.valid_to is null or o.valid_to > r.effective_on)))`;

/**
 * The open duties that a plan concerns (`old`) and each with each unit that would take it over (`pair`), as common table
 * expressions; `staying` are duties of units that go on as one of their parts. Where an edge names the directive or its
 * issuer, only that one applies, as when duties are moved.
 */
export const dutiesConcerned = (reorganisationId: string): RawBuilder<unknown> => sql`
  edge as materialized (select * from ${edgesOf(reorganisationId)} e),
  ending as materialized (select unit_id from ${endedOf(reorganisationId)} x),
  old as materialized (
    select a.cascade_id, a.id, a.unit_id, a.directive_id, a.role, a.receipt, a.work from assignment a
    where ${OPEN_DUTY} and a.unit_id in (select from_id from edge union select unit_id from ending)
      and a.reorganisation_id is distinct from ${reorganisationId}),
  paper as materialized (
    select d.id, i.code as issuer, r.code as first_issuer from directive d join unit i on i.id = d.issuer_id
      join directive first on first.id = d.cascade_id join unit r on r.id = first.issuer_id),
  fitting as materialized (
    select o.id as from_id, o.cascade_id, o.unit_id, o.directive_id, o.role, e.to_id, e.to_code,
      e.issuers is not null or e.directives is not null as specific
    from old o join edge e on e.from_id = o.unit_id join paper d on d.id = o.directive_id
    where (e.issuers is null and e.directives is null) or d.issuer = any(e.issuers) or d.first_issuer = any(e.issuers)
      or o.directive_id::text = any(e.directives) or o.cascade_id::text = any(e.directives)),
  chosen as materialized (
    select * from fitting where specific or from_id not in (select from_id from fitting where specific)),
  pair as (select * from chosen where to_id is distinct from unit_id),
  staying as (select from_id from chosen where to_id = unit_id)`;
