import { ifMatch, once } from '~/api';
import * as api from '~/api/generated';

/** An organisation as staff see it. */
export type StaffOrganisation = api.StaffOrganisation;

/** Somebody who asks the members to be let in. */
export type JoinRequest = api.JoinRequest;

/** `asked`: only those that somebody asks to join. */
export const listAll = (
  q: string,
  asked: boolean,
  signal?: AbortSignal,
): Promise<api.OrganisationPage> =>
  api.listAllOrganisations({ query: { q, ...(asked && { asked }) }, signal });

/** In place of members who cannot answer, or do not. */
export const answerRequest = (
  id: string,
  member: string,
  admit: boolean,
  reason: string,
): Promise<unknown> => api.answerJoinRequest({ path: { id, member }, body: { admit, reason } });

/** Organisations that are likely one, those of one name together. */
export const listDoubles = (signal?: AbortSignal): Promise<api.Doubles[]> =>
  api.listDoubles({ signal });

export const correct = (
  { id, version }: StaffOrganisation,
  facts: api.OrganisationCorrection,
): Promise<StaffOrganisation> =>
  api.correctOrganisation({ path: { id }, body: facts, headers: ifMatch(version) });

export const merge = (from: string, into: string, key: string): Promise<api.Merged> =>
  api.mergeOrganisations({ path: { id: from }, body: { into }, headers: once(key) });
