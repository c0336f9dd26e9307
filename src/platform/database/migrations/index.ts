import type { MigrationObject } from '@mikro-orm/core';
import { Migration20261122000000_platform } from './Migration20261122000000_platform.js';
import { Migration20261122000100_calendar } from './Migration20261122000100_calendar.js';
import { Migration20261122000200_units } from './Migration20261122000200_units.js';
import { Migration20261122000300_cascade } from './Migration20261122000300_cascade.js';
import { Migration20261122100000_intake } from './Migration20261122100000_intake.js';
import { Migration20261122100100_registers } from './Migration20261122100100_registers.js';
import { Migration20261122100200_cited_papers } from './Migration20261122100200_cited_papers.js';
import { Migration20261122100300_signatures } from './Migration20261122100300_signatures.js';
import { Migration20261122200000_hierarchy } from './Migration20261122200000_hierarchy.js';
import { Migration20261122200100_groups } from './Migration20261122200100_groups.js';
import { Migration20261122200200_ancestry } from './Migration20261122200200_ancestry.js';
import { Migration20261122200300_imports } from './Migration20261122200300_imports.js';
import { Migration20261122200400_people } from './Migration20261122200400_people.js';
import { Migration20261122300000_lifecycle } from './Migration20261122300000_lifecycle.js';
import { Migration20261122300300_supervised } from './Migration20261122300300_supervised.js';

/** Every migration, in order. */
export const migrationsList: MigrationObject[] = [
  { name: 'Migration20261122000000_platform', class: Migration20261122000000_platform },
  { name: 'Migration20261122000100_calendar', class: Migration20261122000100_calendar },
  { name: 'Migration20261122000200_units', class: Migration20261122000200_units },
  { name: 'Migration20261122000300_cascade', class: Migration20261122000300_cascade },
  { name: 'Migration20261122100000_intake', class: Migration20261122100000_intake },
  { name: 'Migration20261122100100_registers', class: Migration20261122100100_registers },
  { name: 'Migration20261122100200_cited_papers', class: Migration20261122100200_cited_papers },
  { name: 'Migration20261122100300_signatures', class: Migration20261122100300_signatures },
  { name: 'Migration20261122200000_hierarchy', class: Migration20261122200000_hierarchy },
  { name: 'Migration20261122200100_groups', class: Migration20261122200100_groups },
  { name: 'Migration20261122200200_ancestry', class: Migration20261122200200_ancestry },
  { name: 'Migration20261122200300_imports', class: Migration20261122200300_imports },
  { name: 'Migration20261122200400_people', class: Migration20261122200400_people },
  { name: 'Migration20261122300000_lifecycle', class: Migration20261122300000_lifecycle },
  { name: 'Migration20261122300300_supervised', class: Migration20261122300300_supervised },
];
