import { defineEntity, p } from '@mikro-orm/core';
import type { ChaseStage } from '../../directives/index.js';

const UrgingLetterSchema = defineEntity({
  name: 'UrgingLetter',
  tableName: 'urging_letter', // that the official letter of a round was made: the key that makes it once
  properties: {
    directiveId: p.uuid().primary(),
    senderId: p.uuid().primary(), // who signs it
    stage: p.text().$type<ChaseStage>().primary(),
    step: p.smallint().primary(),
    onDate: p.date().primary(),
    madeAt: p.datetime(),
  },
});
class UrgingLetter extends UrgingLetterSchema.class {}
UrgingLetterSchema.setClass(UrgingLetter);

export const URGING_ENTITIES = [UrgingLetter] as const;
