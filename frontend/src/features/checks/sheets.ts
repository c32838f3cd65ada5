import type { StaffEntry } from './data';

type Assignment = StaffEntry['assignments'][number];
type Ended = 'recused' | 'judge_removed';

/** What stands beside a judge: why the assignment has ended, or how far the scoresheet is. */
export const sheetText = ({
  state,
  sheet,
}: Pick<Assignment, 'state' | 'sheet'>): `sheet.${Ended | Assignment['sheet']}` =>
  state === 'recused' || state === 'judge_removed' ? `sheet.${state}` : `sheet.${sheet}`;
