import { describe, expect, it } from 'vitest';
import type { Person } from './data';
import { deedsFor } from './deeds';

const bo: Person = {
  id: 'bobobobobobobobo',
  name: 'Bo',
  email: 'bo@office.example',
  role: 'staff',
  state: 'active',
  version: 1,
  is_me: false,
};

describe('what can be done about somebody of the secretariat', () => {
  it('is never to change one’s own power', () => {
    expect(deedsFor({ ...bo, role: 'admin', is_me: true })).toEqual(['sign_out']);
  });

  it('is to give the other role, to end sessions and to disable', () => {
    expect(deedsFor(bo)).toEqual(['promote', 'sign_out', 'disable']);
    expect(deedsFor({ ...bo, role: 'admin' })).toEqual(['demote', 'sign_out', 'disable']);
  });

  it('is to enable whoever is disabled, and to answer for an invitation', () => {
    expect(deedsFor({ ...bo, state: 'disabled' })).toEqual(['enable']);
    expect(deedsFor({ ...bo, state: 'invited' })).toEqual(['send_again', 'take_back']);
  });
});
