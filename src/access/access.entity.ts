import { defineEntity, p } from '@mikro-orm/core';
import type { Locale, Role } from '../platform/caller.js';

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    name: p.text(),
    role: p.text().$type<Role>(),
    locale: p.text().$type<Locale>().default('vi'),
    sessionEpoch: p.integer().default(1), // raised to end every session of the account
    createdAt: p.datetime(),
    disabledAt: p.datetime().nullable(),
    email: p.text().nullable(),
    lastSignedInAt: p.datetime().nullable(),
    searchKey: p.text(), // the database makes it of the name: letters without accents
  },
});
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);

const ApiTokenSchema = defineEntity({
  name: 'ApiToken',
  tableName: 'api_token',
  properties: {
    id: p.uuid().primary(),
    tokenHash: p.blob().unique(), // SHA-256; the token itself is printed once and kept nowhere
    unitId: p.uuid(),
    role: p.text().$type<Role>(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    accountId: p.uuid().nullable(), // the person it stands for; null: whoever holds it acts for the unit
  },
});
export class ApiToken extends ApiTokenSchema.class {}
ApiTokenSchema.setClass(ApiToken);

const MandateSchema = defineEntity({
  name: 'Mandate',
  tableName: 'mandate', // for which unit, as what and how long a person may act
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    unitId: p.uuid(),
    role: p.text().$type<Role>(),
    basis: p.text().$type<'appointment' | 'delegation' | 'reorganisation'>(),
    fromAt: p.datetime(),
    untilAt: p.datetime().nullable(), // exclusive
    delegatedBy: p.uuid().nullable(), // the mandate that it was lent from
    grantedBy: p.text(),
    endedBy: p.text().nullable(),
    legalBasis: p.text().nullable(),
  },
});
class Mandate extends MandateSchema.class {}
MandateSchema.setClass(Mandate);

const UnitSignInSchema = defineEntity({
  name: 'UnitSignIn',
  tableName: 'unit_sign_in', // when somebody last signed in for a unit, to a few minutes
  properties: { unitId: p.uuid().primary(), at: p.datetime() },
});
class UnitSignIn extends UnitSignInSchema.class {}
UnitSignInSchema.setClass(UnitSignIn);

const InstallationSecretSchema = defineEntity({
  name: 'InstallationSecret',
  tableName: 'installation_secret',
  properties: { name: p.text().primary(), value: p.blob() },
});
export class InstallationSecret extends InstallationSecretSchema.class {}
InstallationSecretSchema.setClass(InstallationSecret);

export const ACCESS_ENTITIES = [Account, Mandate, ApiToken, UnitSignIn, InstallationSecret];
