import { vnIso } from '../../platform/vn-time.js';
import type { PolicyVersion } from '../policy.queries.js';
import type { CheckedPolicy } from './policy-check.rules.js';
import type { PolicyPreview } from './preview-policy.usecase.js';

/** A policy as the API shows it. */
export const policyJson = ({ code, version, rules, createdAt }: PolicyVersion) => ({
  code,
  version,
  rules,
  createdAt: createdAt && vnIso(createdAt),
});

/** What a policy would do, as the API and the command line say it. */
export const policyPreviewJson = (
  { present, effect, was, lastYear }: PolicyPreview,
  warnings: CheckedPolicy['warnings'],
) => ({
  present: present && { code: present.code, version: present.version },
  warnings,
  effect,
  presentEffect: was,
  lastYear,
});
