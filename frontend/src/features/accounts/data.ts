import { Problem, requestFile } from '~/api';
import * as api from '~/api/generated';
import type { Me } from '~/shell';

export type Acceptance = api.Acceptance;
export type AskedOfJudge = api.AskedOfJudge;
export type LinkPreview = api.LinkPreview;
export type NewAccount = api.NewAccount;
export type SessionView = api.SessionView;

/** What judging asks of an invited person; does not use the link. */
export const askedOfJudge = (token: string, signal?: AbortSignal): Promise<AskedOfJudge> =>
  api.showAsked({ body: { token }, signal });

export const register = (account: NewAccount, next?: string): Promise<api.MailTaken> =>
  api.register({ body: { ...account, next } });

export const confirmAddress = (token: string): Promise<Me> => api.confirm({ body: { token } });

export const resendConfirmation = (): Promise<api.MailTaken> => api.resendConfirmation();

/** Another address for an account without a confirmed one; the link goes there. */
export const changeAddress = (email: string, password: string): Promise<api.MailTaken> =>
  api.changeAddress({ body: { email, password } });

export const signIn = (email: string, password: string): Promise<Me> =>
  api.signIn({ body: { email, password } });

export const sendSignInLink = (email: string): Promise<api.MailTaken> =>
  api.sendSignInLink({ body: { email } });

export const signInByLink = (token: string): Promise<Me> => api.signInByLink({ body: { token } });

export const forgotPassword = (email: string): Promise<api.MailTaken> =>
  api.forgotPassword({ body: { email } });

export const resetPassword = (token: string, password: string): Promise<unknown> =>
  api.resetPassword({ body: { token, password } });

export const previewLink = (token: string): Promise<api.LinkPreview> =>
  api.previewLink({ body: { token } });

export const setUp = (account: NewAccount & { token: string }): Promise<Me> =>
  api.setUp({ body: account });

export const joinOrganisation = (acceptance: Acceptance): Promise<Me> =>
  api.acceptMemberInvitation({ body: acceptance });

export const joinStaff = (acceptance: Acceptance): Promise<Me> =>
  api.acceptStaffInvitation({ body: { ...acceptance, password: acceptance.password ?? '' } });

/** Who accepts is signed in. */
export async function acceptJudging(
  acceptance: Omit<api.JudgeInvitationAnswer, 'accept'>,
): Promise<Me> {
  const me = await api.answerInvitation({ body: { ...acceptance, accept: true } });
  if (!me) throw new Problem(-1);
  return me;
}

export const declineJudging = (token: string): Promise<unknown> =>
  api.answerInvitation({ body: { token, accept: false } });

export const editProfile = (name: string, locale: string): Promise<unknown> =>
  api.editProfile({ body: { name, locale } });

export const changePassword = (current: string, next: string): Promise<Me> =>
  api.changePassword({ body: { current, new: next } });

export const confirmPassword = (password: string): Promise<Me> =>
  api.confirmPassword({ body: { password } });

export const listSessions = (signal: AbortSignal): Promise<api.SessionView[]> =>
  api.listSessions({ signal });

export const endSession = (id: string): Promise<unknown> => api.endSession({ path: { id } });

export const takeOwnData = (): Promise<Blob> => requestFile('/api/me/data');

export const ownErasure = (signal: AbortSignal): Promise<api.OwnErasure> =>
  api.showOwnErasure({ signal });

export const deleteOwnAccount = (): Promise<api.OwnErasure> =>
  api.deleteOwnAccount({ body: { confirm: true } });
