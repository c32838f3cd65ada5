import type * as api from '~/api/generated';
import { fmt, lookUp, messages } from '~/text';

/** What a fact is called, and its value, in words: `country: Norway`. */
export function factText({ fact, value }: api.Decisive, call: api.Call): string {
  const t = messages('editions');
  const named = field(fact, call)?.label ?? lookUp('editions', `fact.${fact}`) ?? fact;
  return t('fact.value', { fact: named, value: valueText(fact, value ?? undefined, call) });
}

function field(fact: string, call: api.Call): api.Field | undefined {
  const key = fact.startsWith('answer.') ? fact.split('.')[1] : undefined;
  return call.form.sections.flatMap((one) => one.fields).find((one) => one.key === key);
}

function valueText(fact: string, value: api.Told | undefined, call: api.Call): string {
  const t = messages('editions');
  if (value === undefined) return t('fact.unknown');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return fmt.number(value);
  if (fact === 'entry.category')
    return call.categories.find((one) => one.key === value)?.name ?? value;
  if (fact === 'organisation.country') return fmt.country(value);
  if (fact === 'organisation.kind') return labelled(call.organisation_kinds, value);
  const answer = field(fact, call)?.answer;
  if (answer?.kind === 'country') return fmt.country(value);
  return answer && 'options' in answer ? labelled(answer.options, value) : value;
}

const labelled = (choices: api.Choice[], key: string): string =>
  choices.find((one) => one.key === key)?.label ?? key;
