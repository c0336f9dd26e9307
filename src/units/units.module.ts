import { Module } from '@nestjs/common';
import { AmendUnit } from './amending/amend-unit.usecase.js';
import { AmendController } from './amending/amend.controller.js';
import { AmendPages } from './amending/amend.pages.js';
import { SeedDemoUnits } from './seed-demo-units.usecase.js';
import { SeedNationalTree } from './seed-national-tree.usecase.js';
import { GroupsController } from './groups/groups.controller.js';
import { GroupsPages } from './groups/groups.pages.js';
import { SaveGroup } from './groups/save-group.usecase.js';
import { UnitsController } from './units.controller.js';
import { UnitsPages } from './units.pages.js';

const providers = [AmendUnit, SaveGroup, SeedNationalTree, SeedDemoUnits];

// groups before the others: `groups` is no code of a unit
const controllers = [GroupsController, GroupsPages, UnitsController, AmendController, AmendPages, UnitsPages];

@Module({ controllers, providers, exports: providers })
export class UnitsModule {}
