import { ifMatch } from '~/api';
import * as api from '~/api/generated';
import { language } from '~/text';

/** The texts the law asks for. */
export const kinds = ['privacy', 'imprint', 'accessibility', 'contact'] as const;
export type Kind = (typeof kinds)[number];

export type StaffText = Omit<api.StaffText, 'kind'> & { kind: Kind };

export const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word);

export const getText = (text: Kind, signal?: AbortSignal): Promise<api.PublicText> =>
  api.showText({ path: { text }, query: { locale: language }, signal });

export const listTexts = (signal?: AbortSignal): Promise<StaffText[]> =>
  api.listTexts({ signal }) as Promise<StaffText[]>;

export const listVersions = (text: Kind, signal?: AbortSignal): Promise<api.TextVersion[]> =>
  api.listTextVersions({ path: { text }, signal });

export const publishText = (
  text: Kind,
  version: number,
  body: { locale: string; body: string; reason: string },
): Promise<api.PublicText> => api.publishText({ path: { text }, body, headers: ifMatch(version) });
