import { describe, expect, it } from 'vitest';
import type { AssignmentItem, SheetState } from '../data';
import { columnsOf } from './given';
import { minutesLeft, nextToDo, paceFor, pick, place, readPart, unfinishedFirst } from './list';

function item(id: string, state: SheetState, scores_set = 0): AssignmentItem {
  return {
    id,
    title: id,
    entrant: {},
    category: 'service',
    category_name: 'Service',
    state,
    scores_set,
    criteria: 3,
    scores: [],
    reading_minutes: 7,
  };
}

const list = place([
  item('a', 'handed_in', 3),
  item('b', 'not_started'),
  item('c', 'started', 3),
  item('d', 'started', 2),
]);

it('a started entry with every score is complete, not handed in', () => {
  expect(list.map((one) => one.progress)).toEqual([
    'handed_in',
    'not_started',
    'complete',
    'started',
  ]);
});

it('a filter keeps the place an entry has on the whole list', () => {
  expect(pick(list, 'started').map((one) => [one.id, one.place])).toEqual([['d', 4]]);
  expect(pick(list, 'complete').map((one) => one.id)).toEqual(['c']);
  expect(pick(list, 'all')).toHaveLength(4);
});

it('an unknown word in the address shows everything', () => {
  expect(readPart('handed_in')).toBe('handed_in');
  expect(readPart('winners')).toBe('all');
  expect(readPart(null)).toBe('all');
});

it('what is not finished is first', () => {
  expect(unfinishedFirst(list).map((one) => one.id)).toEqual(['d', 'c', 'b', 'a']);
});

it('reading is left for what lacks a score', () => {
  expect(minutesLeft(list)).toBe(14);
});

describe('the pace that is needed', () => {
  const day = 86_400_000;

  it('is a sheet every so many days while there are more days than sheets', () => {
    expect(paceFor(9, 24 * day)).toEqual({ days: 2.5 });
    expect(paceFor(9, 9 * day)).toEqual({ days: 1 });
  });

  it('is so many sheets a day otherwise', () => {
    expect(paceFor(22, 4 * day)).toEqual({ sheets: 6 });
    expect(paceFor(5, day / 4)).toEqual({ sheets: 5 });
  });
});

describe('where to go on', () => {
  it('is first what was started and lacks a score', () => {
    expect(nextToDo(list)?.id).toBe('d');
  });

  it('is then what is new', () => {
    expect(nextToDo(list.slice(0, 3))?.id).toBe('b');
  });

  it('is nowhere once every entry has its scores', () => {
    expect(nextToDo(list.filter((one) => one.scores_set === 3))).toBeUndefined();
  });
});

describe('own scores', () => {
  const anchors: [] = [];

  it('have a column for each score of the scale', () => {
    const columns = columnsOf([7, 7, 7, 7], { min: 0, max: 10, step: 1, anchors });
    expect(columns).toHaveLength(11);
    expect(columns[7]).toEqual({ label: '7', count: 4 });
  });

  it('are put together where the scale is long', () => {
    const given = [72, 79, 79, 100];
    const columns = columnsOf(given, { min: 0, max: 100, step: 1, anchors });
    expect(columns).toHaveLength(10);
    expect([columns[7], columns[9]]).toEqual([
      { label: '70', count: 3 },
      { label: '90', count: 1 },
    ]);
  });
});
