import { Module } from '@nestjs/common';
import { ImportList } from './import-list.usecase.js';
import { ImportsController } from './imports.controller.js';
import { ImportsPages } from './imports.pages.js';
import { UploadedLists } from './uploaded-lists.usecase.js';

@Module({
  controllers: [ImportsController, ImportsPages],
  providers: [ImportList, UploadedLists],
  exports: [ImportList],
})
export class ImportsModule {}
