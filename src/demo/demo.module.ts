import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { CascadeModule } from '../cascade/index.js';
import { ChasingModule } from '../chasing/index.js';
import { DirectivesModule } from '../directives/index.js';
import { DispatchesModule } from '../dispatches/index.js';
import { MailModule } from '../mail/index.js';
import { PeopleModule } from '../people/index.js';
import { ReorganisationModule } from '../reorganisation/index.js';
import { ReportsModule } from '../reports/index.js';
import { UnitsModule } from '../units/index.js';
import { DemoAccounts } from './demo-accounts.js';
import { DemoPages } from './demo.pages.js';
import { MoveDemoClock } from './move-demo-clock.usecase.js';
import { SeedDemo } from './seed-demo.usecase.js';
import { Stage } from './stage.js';
import { DemoStory2024 } from './story-2024.js';
import { DemoStoryPeople } from './story-people.js';
import { DemoStoryReorganisation } from './story-reorganisation.js';
import { DemoStorySecondPerson } from './story-second-person.js';
import { DemoStoryToday } from './story-today.js';

@Module({
  imports: [
    MailModule,
    UnitsModule,
    AccessModule,
    DispatchesModule,
    DirectivesModule,
    AssignmentsModule,
    ReportsModule,
    CascadeModule,
    PeopleModule,
    ReorganisationModule,
    ChasingModule,
  ],
  controllers: [DemoPages],
  providers: [
    MoveDemoClock,
    DemoAccounts,
    SeedDemo,
    Stage,
    DemoStory2024,
    DemoStoryToday,
    DemoStoryPeople,
    DemoStoryReorganisation,
    DemoStorySecondPerson,
  ],
  exports: [MoveDemoClock, DemoAccounts, SeedDemo],
})
export class DemoModule {}
