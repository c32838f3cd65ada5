import { expect, it } from 'vitest';
import { Problem } from '~/api';
import { documentFaults } from './data';
import { readDocument, zoneOf } from './document';

it('reads an object and refuses everything else before it is sent', () => {
  expect(readDocument('{"format": "palmares-edition/1"}')).toEqual({
    document: { format: 'palmares-edition/1' },
  });
  expect(readDocument('{"format": ')).toEqual({ fault: 'not_json' });
  expect(readDocument('[1]')).toEqual({ fault: 'not_object' });
  expect(readDocument('null')).toEqual({ fault: 'not_object' });
});

it('knows the zone a window is written in', () => {
  expect(zoneOf('2023-07-01T00:00:00+02:00[Europe/Brussels]', 'UTC')).toBe('Europe/Brussels');
  expect(zoneOf('2023-07-01T00:00:00Z', 'UTC')).toBe('UTC');
});

it('names what is wrong with a document by its path in the file', () => {
  const problem = new Problem(422, {
    type: '/problems/editions/document',
    errors: [
      { pointer: '/document/rounds/0/scale', code: 'range', detail: 'min must be below max' },
      { pointer: '/document', code: 'missing', detail: 'lacks windows' },
    ],
  });
  expect(documentFaults(problem)).toEqual([
    { path: 'rounds/0/scale', message: 'min must be below max' },
    { path: '', message: 'lacks windows' },
  ]);
  expect(documentFaults(new Error('network'))).toEqual([]);
});
