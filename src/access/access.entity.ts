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
  },
});
export class ApiToken extends ApiTokenSchema.class {}
ApiTokenSchema.setClass(ApiToken);

const InstallationSecretSchema = defineEntity({
  name: 'InstallationSecret',
  tableName: 'installation_secret',
  properties: { name: p.text().primary(), value: p.blob() },
});
export class InstallationSecret extends InstallationSecretSchema.class {}
InstallationSecretSchema.setClass(InstallationSecret);

export const ACCESS_ENTITIES = [Account, ApiToken, InstallationSecret];
