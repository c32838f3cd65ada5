import type { CreateClientConfig } from './generated/client.gen';
import { send } from './transport';

/** Gives the generated functions our way of sending; they return the answer's body or throw a `Problem`. */
export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: '/api',
  throwOnError: true,
  responseStyle: 'data',
  fetch: send,
});
