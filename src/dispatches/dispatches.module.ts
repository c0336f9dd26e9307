import { Module } from '@nestjs/common';
import { DispatchesController } from './dispatches.controller.js';

@Module({ controllers: [DispatchesController] })
export class DispatchesModule {}
