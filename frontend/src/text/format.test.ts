import { describe, expect, it } from 'vitest';
import { fmt } from './format';

describe('sizes of files', () => {
  it('are counted in bytes, one or many, and then in steps of 1024', () => {
    expect([0, 1, 772, 1024, 1_572_864].map((size) => fmt.bytes(size))).toEqual([
      '0 bytes',
      '1 byte',
      '772 bytes',
      '1 kB',
      '1.5 MB',
    ]);
  });
});
