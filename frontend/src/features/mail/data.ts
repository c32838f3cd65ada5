import { once } from '~/api';
import * as api from '~/api/generated';

export type MailItem = api.ListedMail;
export type MailPage = api.MailPage;
export type MailState = api.OutboxState;
export type MailView = api.MailView;

/** Where a mail stands, as the outbox has it. */
export const mailStates = [
  'held',
  'waiting',
  'sending',
  'sent',
  'failed',
] as const satisfies readonly MailState[];

export const listMails = (
  query: { state?: string; q?: string; after?: string },
  signal?: AbortSignal,
): Promise<MailPage> => api.listMails({ query, signal });

export const getMail = (id: string, signal?: AbortSignal): Promise<MailView> =>
  api.readMail({ path: { id }, signal });

export const sendAgain = (id: string, wish: string): Promise<unknown> =>
  api.sendMail({ path: { id }, body: {}, headers: once(wish) });
