import type { Section } from '~/features/editions';
import type { Task } from '~/forms';
import { messages } from '~/text';
import { type EntryNow, entryPath } from '../data';
import { askedOf } from './asked';
import { nomineeTask } from './nominee';
import { progressOf } from './progress';

/** What there is to do in an entry: its sections, then the check before it is submitted. */
export interface Tasks {
  sections: Task[];
  /** How many sections have to be answered, and how many of these are. */
  needed: number;
  done: number;
  /** Whether there is something to do at all. */
  unfinished: boolean;
  check: Task;
}

export function tasksOf(data: EntryNow): Tasks {
  const t = messages('entries');
  const { entry, problems, came = [] } = data;
  const asked = askedOf(data);
  const path = entryPath(entry.id);
  const nominee = nomineeTask(data);
  const tasks = asked.map((section): Task => {
    const { state, missing, wrong } = progressOf(section, entry, problems);
    const open = [
      missing ? t('task.missing', { count: missing }) : '',
      wrong ? t('task.wrong', { count: wrong }) : '',
    ];
    return {
      href: `${path}/${section.key}`,
      title: section.title,
      mark: section.fields.every(({ key }) => came.includes(key)) ? t('asked.new') : undefined,
      hint: open.filter(Boolean).join(', ') || undefined,
      state: state === 'new' && !needed(section) ? 'optional' : state,
    };
  });
  const submitted = entry.state === 'submitted' && !entry.changed_since_submit;
  const check: Task = {
    href: `${path}/check`,
    title: t(entry.submitted ? 'task.check_again' : 'task.check'),
    hint: submitted ? t('state.submitted') : '',
    state: submitted ? 'done' : 'new',
  };
  const first = nominee ? [nominee] : [];
  const all = [...first, ...asked.flatMap((one, i) => (needed(one) ? [tasks[i]] : []))];
  const done = all.filter((one) => one?.state === 'done').length;
  return {
    sections: [...first, ...tasks],
    needed: all.length,
    done,
    unfinished: !submitted,
    check,
  };
}

function needed(section: Section): boolean {
  return section.fields.some((field) => field.required);
}
