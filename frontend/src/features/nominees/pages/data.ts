import * as api from '~/api/generated';

export type Invited = api.InvitedView;

/** Who nominated the reader for what; does not use the link. */
export const showNominee = (token: string): Promise<Invited> =>
  api.showToNominee({ body: { token } });

export const answerNominee = (token: string, accept: boolean, reason: string): Promise<Invited> =>
  api.answerAsNominee({ body: { token, accept, reason } });
