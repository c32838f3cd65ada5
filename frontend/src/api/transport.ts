import { learnServerTime } from '~/state/clock';
import { Problem, problemOf } from './problem';

type Listener = () => void;

const signedOut = new Set<Listener>();

/** Calls back whenever the server says that nobody is signed in any more. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** The one place where a request leaves: success gives the answer, everything else throws a `Problem`. */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  request.headers.set('Accept', 'application/json, application/problem+json');
  const sentAt = Date.now();
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw Problem.offline();
  }
  learnServerTime(response.headers.get('Date'), sentAt);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.type === 'accounts/not-signed-in') for (const listener of signedOut) listener();
  throw problem;
}

/** Headers of a write on something versioned: `ifMatch(7)` → `If-Match: "v7"`. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"v${version}"` };
}

/** Headers of an effect that must happen once; give the same key to every try of the same wish. */
export function once(key: string = crypto.randomUUID()): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}
