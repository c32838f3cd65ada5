import { describe, expect, it } from 'vitest';
import { Problem } from '~/api/problem';
import { Attempt } from './attempt.svelte';

const refused = new Problem(422, {
  type: '/problems/request/invalid',
  errors: [{ pointer: '/reason', code: 'content', detail: 'Must have at most 2000 characters.' }],
});

describe('what the server says about a field', () => {
  it('stands beside the control of that name', async () => {
    const attempt = new Attempt('judging');
    await attempt.run(() => Promise.reject(refused));
    expect(attempt.of('reason')).toBe('Must have at most 2000 characters.');
  });

  it('stands beside a control with a name of its own', async () => {
    const attempt = new Attempt('judging-staff', { reason: 'lift-reason' });
    await attempt.run(() => Promise.reject(refused));
    expect(attempt.of('lift-reason')).toBe('Must have at most 2000 characters.');
    expect(attempt.of('reason')).toBeUndefined();
  });
});
