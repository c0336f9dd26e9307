import { Module } from '@nestjs/common';
import { BasesController } from './bases.controller.js';
import { BasesPages } from './bases.pages.js';

@Module({ controllers: [BasesController, BasesPages] })
export class BasesModule {}
