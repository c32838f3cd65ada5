import { beforeAll, describe, expect, it } from 'vitest';
import { loadMessages } from '~/text/messages';
import { codeText, fieldErrors, Problem, problemText } from './problem';

beforeAll(() => loadMessages(['shell', 'accounts']));

describe('the words for a problem', () => {
  it("come from its feature's texts", () => {
    const problem = new Problem(401, {
      type: '/problems/accounts/wrong-credentials',
      title: 'No.',
    });
    expect(problemText(problem)).toMatch(/^The e-mail address or the password is wrong/);
  });

  it('are the server’s own where no text is written', () => {
    const problem = new Problem(409, { type: '/problems/entries/new-thing', title: 'Not now.' });
    expect(problemText(problem)).toBe('Not now.');
  });

  it('tell how long to wait', () => {
    const problem = (after: number): Problem =>
      new Problem(429, { type: '/problems/accounts/throttled', title: 'No.' }, after);
    expect(problemText(problem(41))).toMatch(/Try again in 41 seconds/);
    expect(problemText(problem(840))).toMatch(/Try again in 14 minutes/);
    expect(problemText(new Problem(429, { type: '/problems/new/thing' }, 7200))).toMatch(
      /Try again in 2 hours/,
    );
  });

  it('say so when the server cannot be reached', () => {
    expect(problemText(Problem.offline())).toMatch(/cannot be reached/);
  });

  it('are never empty, whatever was thrown', () => {
    expect(problemText(new TypeError('x is not a function'))).toMatch(/^Something went wrong/);
    expect(problemText(undefined)).toMatch(/^Something went wrong/);
  });
});

describe('errors of fields', () => {
  const problem = new Problem(422, {
    type: '/problems/invalid',
    title: 'Invalid',
    errors: [
      { pointer: '/email', code: 'content', detail: 'This has more than one @.' },
      { pointer: '/contact/phone', code: 'odd', detail: 'is odd' },
    ],
  });

  it('lead to the control with the id of the pointer, in our words or the server’s', () => {
    expect(fieldErrors(problem, 'accounts')).toEqual([
      { field: 'email', message: 'This has more than one @.' },
      { field: 'contact-phone', message: 'is odd' },
    ]);
  });

  it('are one line without a field when the problem has none', () => {
    expect(fieldErrors(new Problem(409, { title: 'Closed.' }))).toEqual([{ message: 'Closed.' }]);
  });

  it('name a code that nobody has words for', () => {
    expect(codeText({ code: 'purple' }, 'accounts')).toBe('Check this answer (purple)');
  });
});
