import { fieldErrors, type Problem } from '~/api/problem';
import { request } from '~/api/request';
import { ifMatch } from '~/api/transport';
import { isLeaving } from './retry';

/** A change on its way to the server, so plain that it can be kept on the device and sent from anywhere. */
export interface Put {
  path: string;
  body: unknown;
}

/** Sends a change that was started from `version`. */
export function sendPut<R>({ path, body }: Put, version: number): Promise<R> {
  return request<R>('PUT', path, { body, headers: ifMatch(version), outlive: isLeaving() });
}

/** What is wrong with which part, rather than that something is. */
export function reasonOf(problem: Problem): string {
  return [...new Set(fieldErrors(problem).map((one) => one.message))].join(' ');
}
