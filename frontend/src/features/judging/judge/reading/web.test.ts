import { expect, it } from 'vitest';
import { webHost } from './web';

it('names the host to which a link leads', () => {
  expect(webHost('https://www.example.org/impact?year=2022')).toBe('www.example.org');
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'https://bank.example@evil.example/', 'n/a'])(
  'does not follow %s',
  (address) => {
    expect(webHost(address)).toBeUndefined();
  },
);
