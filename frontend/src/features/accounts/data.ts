import { request } from '~/api';
import type { Me } from '~/shell';

/** What a mailed link would do, before it is used. */
export interface LinkPreview {
  kind:
    | 'setup'
    | 'confirm_address'
    | 'reset_password'
    | 'sign_in'
    | 'member_invitation'
    | 'judge_invitation'
    | 'staff_invitation';
  email: string;
  /** Organisation or edition, for invitations. */
  label: string;
  has_account: boolean;
  /** Staff are not let in by mail alone. */
  needs_password: boolean;
}

/** One browser in which the person is signed in. */
export interface SessionView {
  id: string;
  started_at: string;
  last_seen_at: string;
  current: boolean;
}

/** What accepting an invitation says of the person. */
export interface Acceptance {
  token: string;
  name?: string;
  password?: string;
}

const post = <T>(path: string, body: unknown): Promise<T> => request('POST', path, { body });

export const register = (account: {
  name: string;
  email: string;
  password: string;
}): Promise<unknown> => post('/api/accounts', account);

export const confirmAddress = (token: string): Promise<Me> =>
  post('/api/accounts/confirm', { token });

export const resendConfirmation = (): Promise<unknown> => request('POST', '/api/me/confirmation');

export const signIn = (email: string, password: string): Promise<Me> =>
  post('/api/sign-in', { email, password });

export const sendSignInLink = (email: string): Promise<unknown> =>
  post('/api/sign-in/link', { email });

export const signInByLink = (token: string): Promise<Me> => post('/api/sign-in/token', { token });

export const forgotPassword = (email: string): Promise<unknown> =>
  post('/api/password/forgotten', { email });

export const resetPassword = (token: string, password: string): Promise<unknown> =>
  post('/api/password/reset', { token, password });

export const previewLink = (token: string): Promise<LinkPreview> => post('/api/links', { token });

export const setUp = (account: {
  token: string;
  name: string;
  email: string;
  password: string;
}): Promise<Me> => post('/api/setup', account);

/** Accepts an invitation to an organisation or to the staff. */
export const joinAs = (who: 'member' | 'staff', acceptance: Acceptance): Promise<Me> =>
  post(`/api/invitations/${who}`, acceptance);

/** Answers an invitation to judge. */
export const answerJudging = (acceptance: Acceptance, accept: boolean): Promise<Me> =>
  post('/api/invitations/judge', { ...acceptance, accept });

export const editProfile = (name: string, locale: string): Promise<unknown> =>
  request('PUT', '/api/me', { body: { name, locale } });

export const changePassword = (current: string, next: string): Promise<Me> =>
  request('PUT', '/api/me/password', { body: { current, new: next } });

export const listSessions = (signal: AbortSignal): Promise<SessionView[]> =>
  request('GET', '/api/me/sessions', { signal });

export const endSession = (id: string): Promise<unknown> =>
  request('DELETE', `/api/me/sessions/${encodeURIComponent(id)}`);
