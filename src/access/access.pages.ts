import { Controller, Get, Header } from '@nestjs/common';
import { Requires } from '../platform/requires.js';

@Controller()
export class AccessPages {
  @Get('sign-in')
  @Requires('public')
  @Header('Content-Type', 'text/html; charset=utf-8')
  form(): string {
    return 'sign in';
  }
}
