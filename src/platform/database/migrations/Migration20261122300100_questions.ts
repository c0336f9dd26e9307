import { Migration } from '@mikro-orm/migrations';

/** What units ask whoever sent them a paper, and what they were answered. */
export class Migration20261122300100_questions extends Migration {
  override up(): void {
    this.addSql(`
      create table question (
        cascade_id uuid not null, id uuid not null, directive_id uuid not null, assignment_id uuid not null,
        unit_id uuid not null, to_unit_id uuid not null, addressee_ord smallint, machine_version smallint not null,
        state text not null check (state in ('open', 'answered', 'withdrawn')),
        text text not null, asked_at timestamptz not null, answer_due_at timestamptz not null,
        answer text, answered_at timestamptz, withdrawn_at timestamptz, version integer not null default 1,
        primary key (cascade_id, id),
        check ((state = 'answered') = (answer is not null and answered_at is not null))
      ) partition by range (cascade_id);
      create table question_other partition of question default;
      create index question_id on question (id);
      create unique index question_open on question (cascade_id, assignment_id) where state = 'open';
      create index question_class on question (cascade_id, directive_id, addressee_ord);
      create index question_to_answer on question (to_unit_id, answer_due_at) where state = 'open';
      create index question_to_unit on question (to_unit_id, asked_at desc);
      create index question_of_unit on question (unit_id, asked_at desc);
    `);
  }
}
