import { Module } from '@nestjs/common';
import { VerifyLedger } from './verify-ledger.usecase.js';

@Module({ providers: [VerifyLedger], exports: [VerifyLedger] })
export class LedgerModule {}
