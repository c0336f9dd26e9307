import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { Requires } from '../platform/requires.js';
import { CERTIFICATE_FILE_BYTES } from './certificate-file.rules.js';
import { ChangeTrustRoots, listTrustRoots, type TrustRootRow } from './trust-roots.js';

const addSchema = z.object({ certificate: z.string().min(1).max(CERTIFICATE_FILE_BYTES) });

export const rootJson = ({ id: _, validFrom, validTo, addedAt, ...root }: TrustRootRow) => ({
  ...root,
  validFrom: validFrom.toISOString(),
  validTo: validTo.toISOString(),
  addedAt: addedAt.toISOString(),
});

@ApiTags('trust-roots')
@ApiBearerAuth()
@Controller('api/v1/trust-roots')
export class TrustRootsController {
  constructor(
    private readonly em: EntityManager,
    private readonly changing: ChangeTrustRoots,
  ) {}

  /** The certificates that signatures in PDFs must lead to. */
  @ApiOperation({ summary: 'The certificates that signatures are trusted by' })
  @Get()
  @Requires('operate')
  async list() {
    const items = await listTrustRoots(dbOf(this.em.fork()));
    return { items: items.map(rootJson), nextCursor: null };
  }

  /** Trusts the certificates of a PEM text. */
  @ApiOperation({ summary: 'Trust a certificate' })
  @Post()
  @HttpCode(200)
  @Requires('operate')
  async add(@Body({ schema: addSchema }) { certificate }: z.infer<typeof addSchema>, @CallerOf() caller: Caller) {
    const { roots, repeated } = await this.changing.add(Buffer.from(certificate), caller);
    return { items: roots.map(rootJson), ...(repeated ? { repeated } : {}) };
  }

  /** Trusts a certificate no longer; what was found of signatures before stays. */
  @ApiOperation({ summary: 'Trust a certificate no more' })
  @Post(':fingerprint/remove')
  @HttpCode(200)
  @Requires('operate')
  async remove(@Param('fingerprint') fingerprint: string, @CallerOf() caller: Caller) {
    await this.changing.remove(fingerprint, caller);
    return { fingerprint, removed: true };
  }
}
