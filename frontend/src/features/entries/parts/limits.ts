import type { Call } from '~/features/editions';
import { messages } from '~/text';

/** How often an organisation may enter, in a sentence; nothing where there is no limit. */
export function limitsText({ limits }: Call): string | undefined {
  const t = messages('entries');
  const all = limits.entries_per_organisation;
  const each = limits.entries_per_organisation_and_category;
  if (all && each) return t('start.limit_both', { all, each });
  if (all) return t('start.limit', { all });
  return each ? t('start.limit_each', { each }) : undefined;
}
