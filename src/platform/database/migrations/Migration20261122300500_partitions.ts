import { Migration } from '@mikro-orm/migrations';

/**
 * Every table whose primary key begins with the cascade is range-partitioned on it, as assignments, facts and messages are
 * from the beginning: one key routes, and old years detach. Tables that were made plain are made anew under the same
 * names, with their rows, constraints, indexes and triggers.
 */
export class Migration20261122300500_partitions extends Migration {
  override up(): void {
    this.addSql(`
      do $$
      declare
        plain record;
        part record;
        definitions text[];
        definition text;
      begin
        for plain in
          select c.oid, c.relname as name, c.relname || '_plain' as was from pg_class c
          join pg_index i on i.indrelid = c.oid and i.indisprimary
          join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] and a.attname = 'cascade_id'
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition
          order by c.relname
        loop
          execute format('alter table %I rename to %I', plain.name, plain.was);
          execute format('create table %I (like %I including defaults including comments including storage) partition by range (cascade_id)',
            plain.name, plain.was);
          execute format('create table %I partition of %I default', plain.name || '_other', plain.name);
          for part in
            select substring(c.relname from '\\d{4}$') as year, pg_get_expr(c.relpartbound, c.oid) as bounds
            from pg_inherits h join pg_class c on c.oid = h.inhrelid
            where h.inhparent = 'assignment'::regclass and c.relname ~ '^assignment_\\d{4}$'
          loop
            execute format('create table %I partition of %I %s', plain.name || '_' || part.year, plain.name, part.bounds);
          end loop;
          execute format('insert into %I select * from %I', plain.name, plain.was);
          select array_agg(d.definition order by d.ord) into definitions from (
            select 1 as ord, format('alter table %I add constraint %I %s', plain.name, k.conname, pg_get_constraintdef(k.oid)) as definition
            from pg_constraint k where k.conrelid = plain.oid and k.contype in ('p', 'u', 'c', 'f')
            union all
            select 2, replace(pg_get_indexdef(i.indexrelid), ' ON public.' || plain.was || ' ', ' ON public.' || plain.name || ' ')
            from pg_index i where i.indrelid = plain.oid
              and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
            union all
            select 3, replace(pg_get_triggerdef(t.oid), ' ON public.' || plain.was || ' ', ' ON public.' || plain.name || ' ')
            from pg_trigger t where t.tgrelid = plain.oid and not t.tgisinternal) d;
          execute format('drop table %I', plain.was);
          foreach definition in array definitions loop
            execute definition;
          end loop;
        end loop;
      end
      $$;
    `);
  }
}
