import { once } from '~/api';
import * as api from '~/api/generated';

/** Where a mail stands, as the outbox has it. */
export const mailStates = ['held', 'waiting', 'sending', 'sent', 'failed'] as const;

export type MailState = (typeof mailStates)[number];

export interface MailItem {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  state: MailState;
  created_at: string;
  sent_at?: string | null;
  tries: number;
  last_error?: string | null;
}

/** A mail as its reader gets it. Links that open an account are whole for administrators only. */
export interface MailView extends MailItem {
  text: string;
  html: string;
}

export interface MailPage {
  items: MailItem[];
  total: number;
  /** Whether there is a mail server; without one all mails are held. */
  sends: boolean;
  next?: string | null;
}

export const listMails = (
  query: { state?: string; q?: string; after?: string },
  signal?: AbortSignal,
): Promise<MailPage> => api.listMails({ query, signal }) as Promise<MailPage>;

export const getMail = (id: string, signal?: AbortSignal): Promise<MailView> =>
  api.readMail({ path: { id }, signal }) as Promise<MailView>;

export const sendAgain = (id: string, wish: string): Promise<unknown> =>
  api.sendMail({ path: { id }, body: {}, headers: once(wish) });
