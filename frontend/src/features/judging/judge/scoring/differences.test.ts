import { expect, it } from 'vitest';
import type { RoundRules, SheetContent } from '../data';
import { differences } from './differences';

const criterion = { guidance: null, weight: 50 };
const round: RoundRules = {
  programme: 'essa',
  edition: '2023',
  key: 'judging',
  name: 'Judging',
  scale: { min: 0, max: 10, step: 1, anchors: [] },
  criteria: [
    { ...criterion, key: 'impact', label: 'Impact' },
    { ...criterion, key: 'theme', label: 'Theme' },
  ],
  window: { from: '', to: '', state: 'open' },
  comments: ['panel'],
  panel_comments: 'never',
};
const comments = { internal: '', panel: 'Good.', entrant: '' };
const mine: SheetContent = { scores: { impact: 8, theme: 0 }, comments };

it('names only what differs between two versions, and a nought is not nothing', () => {
  const theirs = { scores: { impact: 8, theme: null }, comments: { ...comments, panel: 'Fair.' } };
  expect(differences(round, mine, theirs)).toEqual([
    { key: 'theme', label: 'Theme', mine: '0', theirs: '' },
    { key: 'comment-panel', label: '', mine: 'Good.', theirs: 'Fair.', comment: 'panel' },
  ]);
});

it('leaves out comments the round does not ask for', () => {
  expect(differences(round, mine, { ...mine, comments: { ...comments, internal: 'x' } })).toEqual(
    [],
  );
});
