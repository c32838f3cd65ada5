import * as api from '~/api/generated';

export type Attention = api.Attention;
export type SystemView = api.SystemView;

export const getSystem = (signal?: AbortSignal): Promise<SystemView> => api.showSystem({ signal });

/** The whole days and hours between two instants. */
export function uptime(from: string, to: string): { days: number; hours: number } {
  const hours = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000));
  return { days: Math.floor(hours / 24), hours: hours % 24 };
}
