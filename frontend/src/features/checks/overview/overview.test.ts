import { beforeAll, expect, it } from 'vitest';
import { loadMessages } from '~/text/messages';
import { comingOf, datesBetween, daysBetween, needsOf, troubleOf } from './lines';
import { paceLabels, paceLine, paceWords } from './pace';
import type { Work } from '../data';

const key = { programme: 'essa', edition: '2027' };
const zone = 'Europe/Brussels';
const now = Date.parse('2027-01-10T12:00:00Z');

beforeAll(() => loadMessages(['ui', 'staff', 'checks']));

function work(part: Partial<Work>): Work {
  const figures = { entries: 0, by_state: [], by_category: [], by_country: [], by_day: [] };
  const judges = {
    invited: 0,
    accepted: 0,
    declined: 0,
    assigned: 0,
    handed_in: 0,
    behind: 0,
    furthest_behind: [],
  };
  const nothing = { windows: {}, needs_you: [], trouble: [], coming: [] };
  return { phase: 'judging', ...nothing, judges, figures, ...part };
}

it('opens from a number the view that shows as many', () => {
  const [line] = needsOf(
    work({
      needs_you: [
        {
          kind: 'entries_to_check',
          count: 7,
          oldest: '2027-01-04T10:00:00Z',
          query: 'state=submitted',
        },
      ],
    }),
    key,
    now,
  );
  expect(line?.count).toBe(7);
  expect(line?.view).toBe('/staff/essa/2027/entries?state=submitted&sort=submitted');
  expect(line?.text).toContain('6 days');
});

it('leads from decisions whose e-mails wait to their review', () => {
  const [line] = needsOf(work({ needs_you: [{ kind: 'decisions_to_tell', count: 3 }] }), key, now);
  expect(line?.title).toBe('decisions wait for their e-mails');
  expect(line?.view).toBe('/staff/essa/2027/entries?tell=1');
});

it('leads from entries with too few judges to where judges are assigned', () => {
  const [line] = troubleOf(
    work({
      round: 'shortlist',
      trouble: [{ kind: 'few_judges', count: 1, needs: 3, query: 'few_judges=true' }],
    }),
    key,
    zone,
  );
  expect(line?.title).toBe('1 entry has too few judges');
  expect(line?.view).toBe('/staff/essa/2027/entries?few_judges=true');
  expect(line?.act.href).toBe('/staff/essa/2027/rounds/shortlist');
});

it('leads from judges who will not finish to exactly those', () => {
  const trouble = { kind: 'judges_behind', count: 11, closes_at: '2027-01-20T23:00:00Z' } as const;
  const [line] = troubleOf(work({ trouble: [trouble] }), key, zone);
  expect(line?.text).toContain('20 Jan 2027');
  expect(line?.view).toBe('/staff/essa/2027/judges?work=slow');
  expect(line?.act.href).toBe(line?.view);
});

it('names the texts that nobody has published', () => {
  expect(troubleOf(work({}), key, zone)).toEqual([]);
  expect(troubleOf(work({}), key, zone, 2)[0]?.title).toMatch(/^2 legally required texts/);
});

it('says of a date that comes what it is and how far it is', () => {
  const said = comingOf(
    { kind: 'window_closes', window: 'judging', at: '2027-01-12T13:00:00Z' },
    now,
    zone,
  );
  expect(said.title).toBe('Judging closes');
  expect(said.text).toContain('2 days');
});

it('counts whole days only', () => {
  const from = Date.parse('2027-01-01T00:00:00Z');
  expect(daysBetween(from, Date.parse('2027-01-02T23:59:00Z'))).toBe(1);
  expect(daysBetween(from, from - 1)).toBe(0);
});

it('counts days by the calendar where it says today and tomorrow', () => {
  const evening = Date.parse('2027-01-10T18:00:00Z');
  // Midnight in Brussels is an hour before that of UTC.
  expect(datesBetween(evening, Date.parse('2027-01-10T22:59:00Z'), zone)).toBe(0);
  expect(datesBetween(evening, Date.parse('2027-01-10T23:01:00Z'), zone)).toBe(1);
  expect(datesBetween(evening, Date.parse('2027-01-12T09:00:00Z'), zone)).toBe(2);
  const coming = { kind: 'milestone', label: 'Panel', at: '2027-01-12T09:00:00Z' } as const;
  expect(comingOf(coming, evening, zone).text).toMatch(/^In 2 days/);
});

it('draws handing in from the first day of the round to the present', () => {
  const line = paceLine(
    {
      from: '2027-01-01T00:00:00Z',
      to: '2027-01-21T00:00:00Z',
      assigned: 40,
      handed_in: 20,
      at_even_pace: 19,
      by_day: [
        { day: '2027-01-04', handed_in: 10 },
        { day: '2027-01-09', handed_in: 10 },
      ],
    },
    Date.parse('2027-01-11T00:00:00Z'),
  );
  expect(line[0]).toEqual({ x: 0, y: 0 });
  expect(line[1]).toEqual({ x: 0.2, y: 0.25 });
  expect(line.at(-1)).toEqual({ x: 0.5, y: 0.5 });
});

it('says how handing in goes while the round is open, and what it came to after its end', () => {
  const sheets = {
    from: '2027-01-01T00:00:00Z',
    to: '2027-01-21T00:00:00Z',
    assigned: 40,
    handed_in: 38,
    at_even_pace: 20,
    by_day: [],
  };
  const before = paceWords(sheets, 0, Date.parse('2027-01-11T00:00:00Z'));
  expect(before.caption).toBe('Handing in is on pace');
  const after = paceWords(sheets, 0, Date.parse(sheets.to));
  expect(after.caption).toBe('2 scoresheets were not handed in');
  expect(after.text).not.toContain('pace');
  const all = paceWords({ ...sheets, handed_in: 40 }, 0, Date.parse(sheets.to));
  expect(all.caption).toBe('All scoresheets were handed in');
});

it('labels the line of an even pace on its free side', () => {
  const above = (at: { x: number; y: number }): boolean => at.y > at.x;
  const ahead = paceLabels({ x: 0.5, y: 0.7 });
  expect([above(ahead.even), above(ahead.last)]).toEqual([false, true]);
  const behind = paceLabels({ x: 0.5, y: 0.3 });
  expect([above(behind.even), above(behind.last)]).toEqual([true, false]);
});
