import type { FieldError } from '~/api';
import type { Field, Section } from '~/features/editions';
import type { Attached } from '~/forms';
import { Autosave, type SaveState } from '~/state';
import { messages } from '~/text';
import {
  type AnswerSaved,
  type AnswerValue,
  type Entry,
  type EntryProblem,
  type EntryNow,
  type OpenEntry,
  answerPut,
  keptOf,
} from '../data';
import { depends } from '../progress/asked';
import { isEmpty, isMissing } from '../progress/progress';
import { fieldPath, problemWords } from '../progress/problems';
import { Asked } from './asked.svelte';

/** How long after leaving a field the person hears that it is wrong. */
const patienceMs = 400;

/** What is known of who writes, by what a question asks of them. */
export type Known = Partial<Record<NonNullable<Field['autofill']>, string>>;

/** What the page tells of its saves, the worst first. */
const worst = ['conflict', 'refused', 'signed_out', 'full', 'offline', 'saving'] as const;

/** From here on people are told, before a file is refused. */
const nearlyFull = 0.8;

/** An entry that was kept on the device before says nothing of it. */
const isNearlyFull = (storage: Entry['storage'] | undefined): boolean =>
  storage !== undefined && storage.used_bytes >= nearlyFull * storage.limit_bytes;

export type AnswerSave = Autosave<AnswerValue, AnswerSaved>;

interface Options {
  /** Came here to put things right: what is missing is said too. */
  reveal?: boolean;
  known?: Known;
  /** Loads the entry again: what is asked, and what is wrong with it, may be other than is known here. */
  reload?: () => void;
}

/** The answers of one section while someone writes: one save per field, and what is wrong with it. */
export class SectionAnswers {
  /** Files by field; they are stored as they are added. */
  attachments = $state.raw<Record<string, Attached[]>>({});
  readonly saves: Readonly<Record<string, AnswerSave>>;
  #problems = $state.raw<Record<string, EntryProblem[]>>({});
  /** How the descriptions of pictures are saved, by the id of their file. */
  readonly #described = $state<Record<string, SaveState>>({});
  #doubts = $state.raw<Record<string, EntryProblem[]>>({});
  /** Fields the person has left once: before, nobody is told that they are wrong. */
  #left = $state.raw<readonly string[]>([]);
  /** What is asked, in this section and in the others. */
  readonly asked: Asked;
  readonly #form: Section[];
  readonly #options: Options;
  /** As it was loaded last. */
  #entry: Entry;
  /** Counts what has changed here, so that what was loaded before does not undo it. */
  #count = 0;
  readonly #changed: Record<string, number> = {};
  #askedAt = 0;
  #closesAt: string | null | undefined;
  /** What the organisation's files take and may take, where little is left. */
  readonly storage: Entry['storage'] | undefined;

  readonly #begin: Record<string, string>;

  constructor({ entry, call, problems }: OpenEntry, section: Section, options: Options = {}) {
    this.#entry = entry;
    this.#form = call.form.sections;
    this.#options = options;
    this.asked = new Asked(this.#form, entry.not_asked);
    this.attachments = entry.attachments;
    this.storage = isNearlyFull(entry.storage) ? entry.storage : undefined;
    this.#closesAt = entry.closes_at;
    this.#problems = byField(problems);
    const typed = section.fields.filter((field) => !isFiles(field));
    this.saves = Object.fromEntries(
      typed.map((field) => [field.key, this.#autosave(entry, section, field)]),
    );
    this.#begin = Object.fromEntries(
      typed.flatMap((field) => {
        const begin = field.autofill && options.known?.[field.autofill];
        return begin && !entry.answers[field.key] ? [[field.key, begin]] : [];
      }),
    );
  }

  /** How much has changed here so far; taken before the entry is loaded again. */
  get count(): number {
    return this.#count;
  }

  /** Where everything on the page stands, as one. */
  get state(): SaveState {
    const all = Object.values(this.saves).map((one) => one.state);
    all.push(...Object.values(this.#described));
    const kind = worst.find((kind) => all.some((one) => one.kind === kind));
    return all.find((one) => one.kind === kind) ?? { kind: 'saved', at: '' };
  }

  /** The entry as it is with what was answered since it was loaded. */
  in(data: OpenEntry): EntryNow {
    const { attachments } = this;
    const answers = { ...data.entry.answers };
    for (const [field, { value, version }] of Object.entries(this.saves)) {
      const before = answers[field] ?? { updated_at: '', updated_by: '', yours: true };
      answers[field] = { ...before, value, version };
    }
    const asks = ({ field }: EntryProblem): boolean => this.asked.has(field);
    const problems = Object.values(this.#problems).flat().filter(asks);
    const { not: not_asked, came } = this.asked;
    return { ...data, entry: { ...data.entry, answers, attachments, not_asked }, problems, came };
  }

  /** Hears how the description of a picture is saved. */
  described(file: string, state: SaveState): void {
    this.#described[file] = state;
  }

  /** The words beside a field: why it was refused, or what is wrong with it once it has been left. */
  errorOf(field: string): string | undefined {
    const state = this.saves[field]?.state;
    if (state?.kind === 'refused') return state.reason;
    const problems = this.#problems[field] ?? [];
    // What has only come now is not called missing at once.
    if (this.#options.reveal && !this.asked.came.includes(field))
      return problems[0] && problemWords(problems[0]);
    const wrong = this.#left.includes(field) && problems.find((one) => !isMissing(one));
    return wrong ? problemWords(wrong) : undefined;
  }

  /** What may be right and should be looked at again, once the field has been left. */
  doubtOf(field: string): string | undefined {
    const doubt = this.#left.includes(field) ? this.#doubts[field]?.[0] : undefined;
    return doubt && problemWords(doubt);
  }

  /** The person has gone on to something else: save at once, and then say what is wrong. */
  async leave(field: string): Promise<void> {
    await this.saves[field]?.flush();
    // An error that appears under a press of the mouse moves the button away from it.
    await new Promise((resolve) => setTimeout(resolve, patienceMs));
    this.#left = [...this.#left, field];
  }

  /** Takes the files of a field after one was added, described or taken away. */
  setFiles(field: string, files: Attached[]): void {
    const isOther = files.length !== (this.attachments[field]?.length ?? 0);
    this.attachments = { ...this.attachments, [field]: files };
    if (files.length) this.#problems = { ...this.#problems, [field]: [] };
    this.#changed[field] = this.#count += 1;
    if (isOther && depends(this.#form)) this.#options.reload?.();
  }

  /** Brings back what an earlier visit could not send. */
  async restore(): Promise<void> {
    await Promise.all(Object.values(this.saves).map((save) => save.restore()));
    this.#fillIn();
  }

  /** What is known of the person is a first answer, to be changed like any other. */
  #fillIn(): void {
    for (const [field, begin] of Object.entries(this.#begin)) {
      const save = this.saves[field];
      if (!save || !this.asked.has(field)) continue;
      if (save.version === 0 && isEmpty(save.value) && !save.unsaved) save.set(begin);
    }
  }

  /**
   * Takes over what colleagues or another tab have saved, where nothing of one's own waits, and what is
   * asked and wrong now, but for what has changed here since `count`.
   */
  refresh({ entry, problems }: Pick<OpenEntry, 'entry' | 'problems'>, count: number): void {
    // Without a connection it is what was loaded before.
    if (entry === this.#entry) return;
    this.#entry = entry;
    this.#closesAt = entry.closes_at;
    for (const [field, save] of Object.entries(this.saves)) {
      const current = entry.answers[field];
      if (current) save.refresh(current);
    }
    const isNewer = ({ field }: EntryProblem): boolean => (this.#changed[field] ?? 0) > count;
    const own = Object.values(this.#problems).flat();
    this.#problems = byField([...own.filter(isNewer), ...problems.filter((one) => !isNewer(one))]);
    if (this.#askedAt <= count) this.#ask(entry.not_asked);
  }

  /** Saves everything; gives what keeps the person from going on. */
  async settle(): Promise<FieldError[]> {
    const t = messages('entries');
    await Promise.all(Object.values(this.saves).map((save) => save.flush()));
    return Object.entries(this.saves).flatMap(([field, save]): FieldError[] => {
      if (save.conflict) return [{ field, message: t('section.conflict') }];
      if (save.state.kind === 'refused') return [{ field, message: save.state.reason }];
      return [];
    });
  }

  /** Leaves; what waits is still sent. */
  dispose(): void {
    for (const save of Object.values(this.saves)) save.dispose();
  }

  #autosave(entry: Entry, section: Section, field: Field): AnswerSave {
    const answer = entry.answers[field.key];
    return new Autosave<AnswerValue, AnswerSaved>({
      key: keptOf(entry.id) + field.key,
      value: answer?.value ?? null,
      version: answer?.version ?? 0,
      saved: answer,
      put: (value) => answerPut(entry.id, field.key, value),
      about: { label: field.label, href: fieldPath(entry.id, section.key, field.key) },
      until: () => this.#closesAt,
      onsaved: (saved) => this.#saved(field, saved),
    });
  }

  /** What was answered since it was loaded counts. */
  #isAnswered(field: string): boolean {
    const value = this.saves[field]?.value ?? this.#entry.answers[field]?.value;
    return !isEmpty(value) || Boolean(this.attachments[field]?.length);
  }

  /** Takes what is not asked now, and what is missing with it; whether that is another. */
  #ask(not: string[], by?: string): boolean {
    const before = this.asked.not;
    const came = this.asked.set(not, (field) => this.#isAnswered(field), by);
    for (const field of this.#form.flatMap((one) => one.fields)) {
      const { key, required, answer } = field;
      if (!came.includes(key) || !required || this.#isAnswered(key)) continue;
      const code = answer.kind === 'consent' ? 'consent_missing' : 'missing';
      const problem: EntryProblem = { field: key, code, pointer: `/answers/${key}` };
      this.#problems = { ...this.#problems, [key]: [problem] };
    }
    this.#fillIn();
    return came.length > 0 || not.length !== before.length;
  }

  #saved(field: Field, saved: AnswerSaved): void {
    this.#changed[field.key] = this.#count += 1;
    if (saved.not_asked) {
      this.#askedAt = this.#count;
      if (this.#ask(saved.not_asked, field.key)) this.#options.reload?.();
    }
    const value = this.saves[field.key]?.value;
    const consent = field.answer.kind === 'consent';
    const lacks = field.required && (consent ? value !== true : isEmpty(value));
    const before = (this.#problems[field.key] ?? []).filter((one) => lacks && isMissing(one));
    const own = saved.problems.filter((one) => one.field === field.key);
    const next = { ...this.#problems, [field.key]: [...before, ...own] };
    // Two months or days are in the wrong order together: the later one says so, whichever was changed.
    for (const other of Object.keys(next).filter((key) => key !== field.key)) {
      next[other] = (next[other] ?? []).filter((one) => !one.code.endsWith('_order'));
    }
    for (const one of saved.problems.filter((one) => one.field !== field.key)) {
      next[one.field] = [...(next[one.field] ?? []), one];
    }
    this.#problems = next;
    this.#doubts = { ...this.#doubts, [field.key]: saved.doubts };
  }
}

function byField(problems: EntryProblem[]): Record<string, EntryProblem[]> {
  const all: Record<string, EntryProblem[]> = {};
  for (const one of problems) all[one.field] = [...(all[one.field] ?? []), one];
  return all;
}

/** Whether a question is answered with files. */
export function isFiles(field: Field): boolean {
  return field.answer.kind === 'images' || field.answer.kind === 'files';
}
