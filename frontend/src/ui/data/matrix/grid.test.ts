import { describe, expect, it } from 'vitest';
import { endSeen, firstSeen, moved, pieces, type Place } from './grid';

describe('what is drawn of a grid', () => {
  it('is what is seen and some beyond, in steps', () => {
    expect(firstSeen(0, 10, 4, 8)).toBe(0);
    expect([firstSeen(1000, 10, 4, 8), firstSeen(1039, 10, 4, 8)]).toEqual([96, 96]);
    expect(firstSeen(1040, 10, 4, 8)).toBe(96);
    expect(firstSeen(1080, 10, 4, 8)).toBe(104);
    expect(endSeen(1000, 200, 10, 2000, 4, 8)).toBe(128);
    expect(endSeen(1000, 200, 10, 110, 4, 8)).toBe(110);
  });

  it('never leaves a line out that is seen', () => {
    for (let at = 0; at < 700; at += 7) {
      expect(firstSeen(at, 36, 0, 8) * 36).toBeLessThanOrEqual(at);
      expect(endSeen(at, 300, 36, 2000, 0, 8) * 36).toBeGreaterThanOrEqual(at + 300);
    }
  });

  it('stands between the room of what is not', () => {
    expect(pieces(2, 4, -1, 10)).toEqual([
      { key: 'room0', index: -1, room: 2 },
      { key: '2', index: 2, room: 0 },
      { key: '3', index: 3, room: 0 },
      { key: 'room1', index: -1, room: 6 },
    ]);
    expect(pieces(0, 2, 0, 2).map((one) => one.index)).toEqual([0, 1]);
    expect(pieces(0, 0, -1, 0)).toEqual([]);
  });

  it('holds the place of the focus wherever one scrolls', () => {
    expect(pieces(5, 7, 1, 10).map((one) => one.room || -one.index)).toEqual([1, -1, 3, -5, -6, 3]);
    expect(pieces(0, 2, 9, 10).map((one) => one.room || -one.index)).toEqual([-0, -1, 7, -9]);
    const sum = (keep: number): number =>
      pieces(40, 60, keep, 200).reduce((sum, one) => sum + (one.room || 1), 0);
    expect([sum(0), sum(39), sum(50), sum(60), sum(199)]).toEqual([200, 200, 200, 200, 200]);
  });
});

describe('keys in a grid', () => {
  const at = { row: 5, column: 5 };
  const key = (key: string, ctrlKey = false, from: Place = at): Place | undefined =>
    moved({ key, ctrlKey, metaKey: false, altKey: false }, from, 100, 10, 20);

  it('move by one, to the ends, by what is seen', () => {
    expect(key('ArrowUp')).toEqual({ row: 4, column: 5 });
    expect(key('ArrowDown')).toEqual({ row: 6, column: 5 });
    expect(key('ArrowLeft')).toEqual({ row: 5, column: 4 });
    expect(key('ArrowRight')).toEqual({ row: 5, column: 6 });
    expect(key('Home')).toEqual({ row: 5, column: 0 });
    expect(key('End')).toEqual({ row: 5, column: 9 });
    expect(key('PageDown')).toEqual({ row: 25, column: 5 });
    expect(key('Home', true)).toEqual({ row: 0, column: 0 });
    expect(key('End', true)).toEqual({ row: 99, column: 9 });
  });

  it('stop at the edges and leave other keys alone', () => {
    expect(key('PageUp')).toEqual({ row: 0, column: 5 });
    expect(key('PageDown', false, { row: 95, column: 9 })).toEqual({ row: 99, column: 9 });
    expect(key('ArrowRight', false, { row: 0, column: 9 })).toEqual({ row: 0, column: 9 });
    expect(key('Tab')).toBeUndefined();
    expect(moved({ key: 'Home', ctrlKey: false, metaKey: false, altKey: true }, at, 9, 9, 9)).toBe(
      undefined,
    );
  });
});
