import { Module } from '@nestjs/common';
import { AmendUnit } from './amending/amend-unit.usecase.js';
import { AmendController } from './amending/amend.controller.js';
import { AmendPages } from './amending/amend.pages.js';
import { SeedDemoUnits } from './seed-demo-units.usecase.js';
import { SeedNationalTree } from './seed-national-tree.usecase.js';
import { UnitsController } from './units.controller.js';
import { UnitsPages } from './units.pages.js';

const providers = [AmendUnit, SeedNationalTree, SeedDemoUnits];

@Module({ controllers: [UnitsController, AmendController, AmendPages, UnitsPages], providers, exports: providers })
export class UnitsModule {}
