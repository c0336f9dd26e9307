import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { ContactabilityPages } from './contactability.pages.js';

/** How sure the way to units is. */
@Module({ imports: [AccessModule], controllers: [ContactabilityPages] })
export class ContactabilityModule {}
