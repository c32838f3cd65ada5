import { fmt, lookUp, type Feature } from '~/text';

/** One wrong part of what was sent. `pointer` is a JSON Pointer into it. */
export interface FieldProblem {
  pointer: string;
  code: string;
  [member: string]: unknown;
}

/** What the server answered instead of doing it (RFC 9457), or that it could not be reached (`status` 0). */
export class Problem extends Error {
  /** "entries/closed": feature and slug of the problem's type. */
  readonly type: string;
  readonly status: number;
  /** The server's own sentence, in English. */
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly errors: readonly FieldProblem[];
  /** Members of this type of problem, such as `current` or `closed_at`. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: Record<string, unknown> = {}, retryAfter?: number) {
    super(String(body['title'] ?? `HTTP ${status}`));
    this.name = 'Problem';
    this.status = status;
    this.type = String(body['type'] ?? 'about:blank').replace(/^.*\/problems\//, '');
    this.title = typeof body['title'] === 'string' ? body['title'] : undefined;
    this.detail = typeof body['detail'] === 'string' ? body['detail'] : undefined;
    this.errors = Array.isArray(body['errors']) ? body['errors'] : [];
    this.members = body;
    this.retryAfter = retryAfter;
  }

  /** A member of this type of problem, as its feature knows it. */
  member<T>(name: string): T | undefined {
    return this.members[name] as T | undefined;
  }

  /** No answer came: no network, or the server is down. */
  get unreachable(): boolean {
    return this.status === 0;
  }

  /** The server has no room left: it cannot save, whoever asks. */
  get full(): boolean {
    return this.status === 507;
  }

  /** Trying again later may work without a change by the person. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static offline(): Problem {
    return new Problem(0, { type: '/problems/client/unreachable' });
  }
}

/** Reads the problem in an answer that is not a success. */
export async function problemOf(response: Response): Promise<Problem> {
  const after = Number(response.headers.get('Retry-After'));
  const retryAfter = Number.isFinite(after) && after > 0 ? after : undefined;
  try {
    return new Problem(response.status, await response.json(), retryAfter);
  } catch {
    return new Problem(response.status, {}, retryAfter);
  }
}

/**
 * The words for a problem: `problem.<slug>` of its feature's texts, then of the shell's
 * (`problem.<feature>/<slug>`), then what the server wrote, then the shell's `problem.<status>`.
 */
export function problemText(error: unknown): string {
  const problem = error instanceof Problem ? error : new Problem(-1);
  const [feature = '', slug = ''] = problem.type.split('/');
  const values = readable(problem.members);
  values['wait'] = fmt.wait(problem.retryAfter ?? 60);
  return (
    lookUp(feature as Feature, `problem.${slug}`, values) ??
    lookUp('shell', `problem.${problem.type}`, values) ??
    (problem.status === 429 ? lookUp('shell', 'problem.429', values) : undefined) ??
    problem.detail ??
    problem.title ??
    lookUp('shell', `problem.${problem.status}`, values) ??
    lookUp('shell', 'problem.unknown') ??
    problem.message
  );
}

/** An entry of the error summary: `field` is the id of its control. */
export interface FieldError {
  field?: string;
  message: string;
}

/**
 * A problem as lines for an error summary, at least one. The field's id is its pointer without the
 * leading slash ("/contact/email" → "contact-email"); its words are `error.<code>` of the feature or shell.
 */
export function fieldErrors(error: unknown, feature?: Feature): FieldError[] {
  if (!(error instanceof Problem) || error.errors.length === 0) {
    return [{ message: problemText(error) }];
  }
  const from = feature ?? (error.type.split('/')[0] as Feature);
  return error.errors.map((one) => ({
    field: one.pointer.replace(/^\//, '').replaceAll('/', '-') || undefined,
    message: codeText(one, from),
  }));
}

/** The words for one code of a field, with what belongs to it (`max`, `count`, …). */
export function codeText(
  one: { code: string; [member: string]: unknown },
  feature: Feature,
): string {
  const values = readable(one);
  const name = String(one['pointer'] ?? one['field'] ?? '').replace(/^\//, '');
  return (
    lookUp(feature, `error.${name}.${one.code}`, values) ??
    lookUp(feature, `error.${one.code}`, values) ??
    lookUp('shell', `error.${one.code}`, values) ??
    (typeof one['detail'] === 'string' ? one['detail'] : undefined) ??
    lookUp('shell', 'error.unknown', { code: one.code }) ??
    one.code
  );
}

/** Instants among the members become times a person can read. */
function readable(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
        ? fmt.instant(value)
        : value,
    ]),
  );
}
