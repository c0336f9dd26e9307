import { defineEntity, p } from '@mikro-orm/core';

const CitedPaperSchema = defineEntity({
  name: 'CitedPaper',
  tableName: 'cited_paper',
  properties: {
    id: p.uuid().primary(),
    codeKey: p.text(),
    issuedOn: p.date().nullable(), // null: cited without its date
    scope: p.text(), // code of the province whose numbers these are; empty for the centre and where none is known
    family: p.text(), // the issuer without short forms and the name of its area; tells undated citations apart
    code: p.text(), // as first written
    issuer: p.text().nullable(), // as first written
    createdAt: p.datetime(),
  },
});
export class CitedPaper extends CitedPaperSchema.class {}
CitedPaperSchema.setClass(CitedPaper);
