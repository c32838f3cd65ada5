import { learnServerTime } from '~/state/clock';
import { Problem, problemOf } from './problem';

type Listener = () => void;

const signedOut = new Set<Listener>();

/** Calls back whenever the server says that nobody is signed in any more. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

const accept = 'application/json, application/problem+json';
/** What was asked for early is fresh for so long. */
const freshMs = 10_000;
const warmed = new Map<string, { answer: Promise<Response>; until: number }>();

/** Asks for something before it is known who will want it; the next who asks gets the answer. */
export function warm(path: string): void {
  const answer = fetch(path, { headers: { Accept: accept } });
  // Whoever asks then asks again.
  answer.catch(() => warmed.delete(path));
  warmed.set(path, { answer, until: Date.now() + freshMs });
}

/** What was asked for early, once; after a change nothing of it is true any more. */
function takeWarm({ method, url }: Request): Promise<Response> | undefined {
  if (method !== 'GET') warmed.clear();
  const path = url.slice(new URL(url).origin.length);
  const early = warmed.get(path);
  warmed.delete(path);
  return early && early.until > Date.now() ? early.answer : undefined;
}

/** The one place where a request leaves: success gives the answer, everything else throws a `Problem`. */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  request.headers.set('Accept', accept);
  const sentAt = Date.now();
  let response: Response;
  try {
    response = await (takeWarm(request) ?? fetch(request));
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
