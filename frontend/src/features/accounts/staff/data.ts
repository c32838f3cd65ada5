import { ifMatch, once } from '~/api';
import * as api from '~/api/generated';

/** A member of staff, or invited into it. */
export type Person = api.StaffPerson;

/** What a member of staff may do. */
export type Role = api.StaffRole;

export const roles = ['staff', 'admin'] as const satisfies readonly Role[];

export const listPeople = (signal?: AbortSignal): Promise<Person[]> => api.listPeople({ signal });

export const invitePerson = (email: string, role: Role, key: string): Promise<Person> =>
  api.invitePerson({ body: { email, role }, headers: once(key) });

export const takeInvitationBack = (person: Person): Promise<unknown> =>
  api.takeInvitationBack({ path: { person: person.id } });

export const changePerson = (
  { id, version }: Person,
  change: { role: Role; disabled: boolean },
): Promise<Person> =>
  api.changePerson({ path: { person: id }, body: change, headers: ifMatch(version) });

export const signOutPerson = (person: Person): Promise<api.SessionsEnded> =>
  api.signOutPerson({ path: { person: person.id } });

export const signOutEverybody = (): Promise<api.SessionsEnded> => api.signOutEverybody();

/** Somebody who asks for their account to be deleted. */
export type ErasureRequest = api.ErasureRequestView;

export const listErasureRequests = (signal?: AbortSignal): Promise<ErasureRequest[]> =>
  api.listErasureRequests({ signal });

export const decideErasure = (
  { id }: ErasureRequest,
  erase: boolean,
  reason: string,
): Promise<api.ErasedView> => api.decideErasure({ path: { request: id }, body: { erase, reason } });

export const erasePerson = (email: string, reason: string): Promise<api.ErasedView> =>
  api.erasePerson({ body: { email, reason } });
