import { Module } from '@nestjs/common';
import { ImportList } from './import-list.usecase.js';

@Module({ providers: [ImportList], exports: [ImportList] })
export class ImportsModule {}
