import { Module } from '@nestjs/common';
import { SeedCalendar } from './seed-calendar.usecase.js';

@Module({ providers: [SeedCalendar], exports: [SeedCalendar] })
export class CalendarModule {}
