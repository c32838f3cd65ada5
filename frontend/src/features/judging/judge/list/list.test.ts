import { describe, expect, it } from 'vitest';
import type { AssignmentItem, SheetState } from '../data';
import { byCategory, nextToDo, pick, place, readPart } from './list';

function item(id: string, category: string, state: SheetState, scores_set = 0): AssignmentItem {
  return {
    id,
    title: id,
    entrant: {},
    category,
    category_name: category,
    state,
    scores_set,
    criteria: 3,
  };
}

const list = place([
  item('a', 'service', 'handed_in', 3),
  item('b', 'service', 'not_started'),
  item('c', 'service', 'started', 3),
  item('d', 'research', 'started', 2),
]);

it('a started entry with every mark is complete, not handed in', () => {
  expect(list.map((one) => one.progress)).toEqual([
    'handed_in',
    'not_started',
    'complete',
    'started',
  ]);
});

it('a filter keeps the place an entry has on the whole list', () => {
  expect(pick(list, 'started').map((one) => [one.id, one.place])).toEqual([
    ['c', 3],
    ['d', 4],
  ]);
  expect(pick(list, 'all')).toHaveLength(4);
});

it('an unknown word in the address shows everything', () => {
  expect(readPart('handed_in')).toBe('handed_in');
  expect(readPart('winners')).toBe('all');
  expect(readPart(null)).toBe('all');
});

it('entries stand by category, in the order of the list', () => {
  expect(byCategory(list).map(({ key, items }) => [key, items.length])).toEqual([
    ['service', 3],
    ['research', 1],
  ]);
});

describe('where to go on', () => {
  it('is first what was started and lacks a mark', () => {
    expect(nextToDo(list)?.id).toBe('d');
  });

  it('is then what is new', () => {
    expect(nextToDo(list.slice(0, 3))?.id).toBe('b');
  });

  it('is nowhere once every entry has its marks', () => {
    expect(nextToDo(list.filter((one) => one.scores_set === 3))).toBeUndefined();
  });
});
