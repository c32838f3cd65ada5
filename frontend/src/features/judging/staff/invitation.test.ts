import { describe, expect, it } from 'vitest';
import type { PastedJudge } from './data';
import { Invitation } from './invitation.svelte';

const read = (email: string, fault: PastedJudge['fault'] = null): PastedJudge => ({
  line: 1,
  text: email,
  email,
  name: 'Anna',
  organisation: '',
  country: '',
  fault,
  looks_like: null,
  detail: '',
});

function invitation(...rows: PastedJudge[]): Invitation {
  const one = new Invitation();
  one.text = 'pasted';
  one.take(rows);
  return one;
}

describe('a pasted invitation', () => {
  it('keeps wrong lines, and sends the others', () => {
    const one = invitation(read('a@x.eu'), read('a@x..eu', 'bad_address'));
    expect([one.rows.length, one.ask().map((p) => p.email), one.text]).toEqual([2, ['a@x.eu'], '']);
    one.sent();
    expect(one.rows.map((row) => row.email)).toEqual(['a@x..eu']);
  });

  it('invites whoever was corrected', () => {
    const one = invitation(read('a@x..eu', 'bad_address'));
    one.edit(one.rows[0]!.key, 'email', ' a@x.eu ');
    one.edit(one.rows[0]!.key, 'country', 'pl');
    expect(one.ask()).toEqual([{ email: 'a@x.eu', name: 'Anna', country: 'PL' }]);
  });

  it('does not invite by a new name alone whoever has no right address', () => {
    const one = invitation(read('', 'no_address'));
    one.edit(one.rows[0]!.key, 'name', 'Anna Kowalska');
    expect(one.ask()).toEqual([]);
  });

  it('names merged lines until it is sent', () => {
    const one = invitation(read('a@x.eu'), read('a@x.eu', 'twice'));
    expect(one.ready.length).toBe(1);
    one.sent();
    expect(one.rows).toEqual([]);
  });

  it('finds the row that the server means, though others were corrected since', () => {
    const one = invitation(read('a@x..eu', 'bad_address'), read('b@x.eu'), read('c@x.eu'));
    one.ask();
    one.edit(one.rows[0]!.key, 'email', 'a@x.eu');
    expect(one.place('judges-1-country')).toMatchObject({
      row: { email: 'c@x.eu' },
      id: 'row-2-country',
    });
    expect(one.place('judges')).toBeUndefined();
  });
});
