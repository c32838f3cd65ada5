import { send } from './transport';

/**
 * One call without the generated functions, for what a first visit loads: there
 * they would weigh more than the page. Throws a `Problem`.
 */
export async function request<T>(
  method: 'GET' | 'POST',
  path: string,
  signal?: AbortSignal,
): Promise<T> {
  const response = await send(path, { method, signal });
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
