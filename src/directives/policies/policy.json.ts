import { vnIso } from '../../platform/vn-time.js';
import type { PolicyVersion } from '../policy.queries.js';

/** A policy as the API shows it. */
export const policyJson = ({ code, version, rules, createdAt }: PolicyVersion) => ({
  code,
  version,
  rules,
  createdAt: createdAt && vnIso(createdAt),
});
