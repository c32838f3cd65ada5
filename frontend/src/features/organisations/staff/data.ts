import { ifMatch, once } from '~/api';
import * as api from '~/api/generated';

/** An organisation as staff see it. */
export type StaffOrganisation = api.StaffOrganisation;

export const listAll = (q: string, signal?: AbortSignal): Promise<api.OrganisationPage> =>
  api.listAllOrganisations({ query: { q }, signal });

/** Organisations that are likely one, those of one name together. */
export const listDoubles = (signal?: AbortSignal): Promise<api.Doubles[]> =>
  api.listDoubles({ signal });

export const correct = (
  { id, version }: StaffOrganisation,
  facts: api.OrganisationInput,
): Promise<StaffOrganisation> =>
  api.correctOrganisation({ path: { id }, body: facts, headers: ifMatch(version) });

export const merge = (from: string, into: string, key: string): Promise<api.Merged> =>
  api.mergeOrganisations({ path: { id: from }, body: { into }, headers: once(key) });
