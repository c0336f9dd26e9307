import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** What a route may demand. `public` routes are open to everyone and listed by name in a guard test. */
export type Capability =
  | 'public'
  | 'signed-in'
  | 'units.view'
  | 'units.administer'
  | 'people.manage'
  | 'calendar.change'
  | 'contactability.view'
  | 'dispatches.read'
  | 'directives.view'
  | 'directives.draft'
  | 'directives.issue'
  | 'assignments.view'
  | 'assignments.act'
  | 'reports.review'
  | 'history.view'
  | 'operate'
  | 'system.view'
  | 'demo';

export const CAPABILITY = 'thongsuot:capability';

/** Marks what a route demands. A route (method or class) without it is refused, not open. */
export const Requires = (capability: Capability): CustomDecorator => SetMetadata(CAPABILITY, capability);
