import { ifMatch, once } from '~/api';
import * as api from '~/api/generated';
import { type Choice, getCall, listEditions } from '~/features/editions';

/** Who enters. */
export type Organisation = api.Organisation;

/** What a person may say about an organisation. */
export type OrganisationFacts = api.OrganisationInput;

/** Someone who acts for an organisation, or is asked to. */
export type Member = api.MemberView;

export const listOrganisations = (signal?: AbortSignal): Promise<Organisation[]> =>
  api.listOrganisations({ signal });

export const getOrganisation = (id: string, signal?: AbortSignal): Promise<Organisation> =>
  api.showOrganisation({ path: { id }, signal });

/** One that a name may mean. */
export type KnownOrganisation = Pick<Organisation, 'city' | 'id' | 'name'>;

/** `anyway`: it is another one than those of its name that are there. */
export const addOrganisation = (facts: OrganisationFacts, anyway: boolean): Promise<Organisation> =>
  api.createOrganisation({ body: { ...facts, anyway } });

export const askToJoin = (id: string): Promise<unknown> =>
  api.askToJoin({ path: { id }, body: {} });

export const admitMember = (id: string, member: string): Promise<unknown> =>
  api.admitMember({ path: { id, member }, body: {} });

export const changeOrganisation = (
  { id, version }: Organisation,
  facts: OrganisationFacts,
): Promise<Organisation> =>
  api.editOrganisation({ path: { id }, body: facts, headers: ifMatch(version) });

export const listMembers = (id: string, signal?: AbortSignal): Promise<Member[]> =>
  api.listMembers({ path: { id }, signal });

export const inviteMember = (id: string, email: string, key: string): Promise<Member> =>
  api.inviteMember({ path: { id }, body: { email }, headers: once(key) });

export const removeMember = (id: string, member: string): Promise<unknown> =>
  api.removeMember({ path: { id, member } });

/** The kinds of organisation the editions know, each once. */
export async function organisationKinds(signal?: AbortSignal): Promise<Choice[]> {
  const editions = await listEditions(signal);
  const calls = await Promise.all(editions.map((edition) => getCall(edition, signal)));
  const kinds = new Map(
    calls.flatMap((call) => call.organisation_kinds).map((kind) => [kind.key, kind]),
  );
  return [...kinds.values()];
}
