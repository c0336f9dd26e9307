import { defineEntity, p } from '@mikro-orm/core';
import type { DueOperator } from '../../calendar/index.js';
import type { AskedTask } from './asked.rules.js';

const DirectiveVersionSchema = defineEntity({
  name: 'DirectiveVersion',
  tableName: 'directive_version', // what a directive asked, version by version; there from the first amendment on
  properties: {
    directiveId: p.uuid().primary(),
    version: p.smallint().primary(),
    subject: p.text(),
    tasks: p.json<AskedTask[]>(),
    dueOn: p.date().nullable(),
    dueOperator: p.text().$type<DueOperator>().nullable(),
    dueHour: p.text().nullable(),
    workDueAt: p.datetime().nullable(),
    reason: p.text().nullable(), // null for what was issued
    dispatchId: p.uuid().nullable(), // the paper that says so
    madeAt: p.datetime(),
    madeBy: p.uuid(),
  },
});
export class DirectiveVersion extends DirectiveVersionSchema.class {}
DirectiveVersionSchema.setClass(DirectiveVersion);
