import { Module } from '@nestjs/common';
import { SeedNationalTree } from './seed-national-tree.usecase.js';

@Module({
  providers: [SeedNationalTree],
  exports: [SeedNationalTree],
})
export class UnitsModule {}
