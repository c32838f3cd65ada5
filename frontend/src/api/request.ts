import { send } from './transport';

interface Options {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** The page is being left: the request has to outlive it. */
  outlive?: boolean;
}

/** Browsers let at most 64 KiB outlive their page. */
const mostOutlivingBytes = 60_000;

/**
 * One call without the generated functions, for what a first visit loads: there
 * they would weigh more than the page. Throws a `Problem`.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  { body, headers, signal, outlive = false }: Options = {},
): Promise<T> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const response = await send(path, {
    method,
    signal,
    body: sent,
    headers: sent === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    keepalive: outlive && new TextEncoder().encode(sent).length <= mostOutlivingBytes,
  });
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A file that is there for nobody but the person signed in. Throws a `Problem`. */
export async function requestFile(path: string): Promise<Blob> {
  return (await send(path)).blob();
}
