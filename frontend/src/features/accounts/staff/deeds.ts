import type { Person } from './data';

/** What an admin can do about one person; each is asked about before it is done. */
export type Deed =
  'promote' | 'demote' | 'sign_out' | 'disable' | 'enable' | 'send_again' | 'take_back';

/** The deeds that make sense for somebody as they stand. The server decides, this only spares a refusal. */
export function deedsFor(person: Person): Deed[] {
  if (person.state === 'invited') return ['send_again', 'take_back'];
  if (person.is_me) return ['sign_out'];
  if (person.state === 'disabled') return ['enable'];
  return [person.role === 'admin' ? 'demote' : 'promote', 'sign_out', 'disable'];
}

/** Whether a deed takes something away. */
export function takes(deed: Deed): boolean {
  return ['demote', 'sign_out', 'disable', 'take_back'].includes(deed);
}
