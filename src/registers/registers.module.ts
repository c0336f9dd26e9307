import { Module } from '@nestjs/common';
import { DirectivesModule } from '../directives/index.js';
import { RegisterArrival } from './register-arrival.usecase.js';
import { RegistersController } from './registers.controller.js';
import { RegistersPages } from './registers.pages.js';

@Module({
  imports: [DirectivesModule],
  controllers: [RegistersController, RegistersPages],
  providers: [RegisterArrival],
  exports: [RegisterArrival],
})
export class RegistersModule {}
