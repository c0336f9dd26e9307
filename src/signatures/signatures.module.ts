import { Module } from '@nestjs/common';
import { TrustRootsController } from './trust-roots.controller.js';
import { ChangeTrustRoots } from './trust-roots.js';
import { TrustRootsPages } from './trust-roots.pages.js';

@Module({
  controllers: [TrustRootsController, TrustRootsPages],
  providers: [ChangeTrustRoots],
  exports: [ChangeTrustRoots],
})
export class SignaturesModule {}
