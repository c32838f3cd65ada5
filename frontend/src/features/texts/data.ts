import { ifMatch, request } from '~/api';
import * as api from '~/api/generated';
import { language } from '~/text';

export type Kind = api.TextKind;
export type StaffText = api.StaffText;

/** The texts the law asks for. */
export const kinds = [
  'privacy',
  'imprint',
  'accessibility',
  'contact',
] as const satisfies readonly Kind[];
export const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word);

export const getText = (text: Kind, signal?: AbortSignal): Promise<api.PublicText> =>
  request('GET', `/api/texts/${text}?locale=${language}`, { signal });

export const listTexts = (signal?: AbortSignal): Promise<StaffText[]> =>
  request('GET', '/api/staff/texts', { signal });

export const listVersions = (text: Kind, signal?: AbortSignal): Promise<api.TextVersion[]> =>
  request('GET', `/api/staff/texts/${text}/versions`, { signal });

export const publishText = (
  text: Kind,
  version: number,
  body: { locale: string; body: string; reason: string },
): Promise<api.PublicText> => api.publishText({ path: { text }, body, headers: ifMatch(version) });
