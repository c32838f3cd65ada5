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
import { isEmpty, isMissing } from '../progress/progress';
import { fieldPath, problemWords } from '../progress/problems';

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
  /** Came here to put things right: what is missing is said too. */
  readonly #reveal: boolean;
  #closesAt: string | null | undefined;
  /** What the organisation's files take and may take, where little is left. */
  readonly storage: Entry['storage'] | undefined;

  readonly #begin: Record<string, string>;

  constructor(
    entry: Entry,
    section: Section,
    problems: EntryProblem[],
    reveal: boolean,
    known: Known = {},
  ) {
    this.attachments = entry.attachments;
    this.storage = isNearlyFull(entry.storage) ? entry.storage : undefined;
    this.#closesAt = entry.closes_at;
    for (const problem of problems) {
      const known = this.#problems[problem.field] ?? [];
      this.#problems = { ...this.#problems, [problem.field]: [...known, problem] };
    }
    const typed = section.fields.filter((field) => !isFiles(field));
    this.saves = Object.fromEntries(
      typed.map((field) => [field.key, this.#autosave(entry, section, field)]),
    );
    this.#reveal = reveal;
    this.#begin = Object.fromEntries(
      typed.flatMap((field) => {
        const begin = field.autofill && known[field.autofill];
        return begin && !entry.answers[field.key] ? [[field.key, begin]] : [];
      }),
    );
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
    const problems = Object.values(this.#problems).flat();
    return { ...data, entry: { ...data.entry, answers, attachments }, problems };
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
    if (this.#reveal) return problems[0] && problemWords(problems[0]);
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
    this.attachments = { ...this.attachments, [field]: files };
    if (files.length) this.#problems = { ...this.#problems, [field]: [] };
  }

  /** Brings back what an earlier visit could not send. */
  async restore(): Promise<void> {
    await Promise.all(Object.values(this.saves).map((save) => save.restore()));
    // What is known of the person is a first answer, to be changed like any other.
    for (const [field, begin] of Object.entries(this.#begin)) {
      const save = this.saves[field];
      if (save && save.version === 0 && isEmpty(save.value) && !save.unsaved) save.set(begin);
    }
  }

  /** Takes over what colleagues or another tab have saved, where nothing of one's own waits. */
  refresh(entry: Entry): void {
    this.#closesAt = entry.closes_at;
    for (const [field, save] of Object.entries(this.saves)) {
      const current = entry.answers[field];
      if (current) save.refresh(current);
    }
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

  #saved(field: Field, saved: AnswerSaved): void {
    const value = this.saves[field.key]?.value;
    const consent = field.answer.kind === 'consent';
    const lacks = field.required && (consent ? value !== true : isEmpty(value));
    const before = (this.#problems[field.key] ?? []).filter((one) => lacks && isMissing(one));
    const own = saved.problems.filter((one) => one.field === field.key);
    const next = { ...this.#problems, [field.key]: [...before, ...own] };
    // Two months are in the wrong order together: the later one says so, whichever was changed.
    for (const other of Object.keys(next).filter((key) => key !== field.key)) {
      next[other] = (next[other] ?? []).filter((one) => one.code !== 'month_order');
    }
    for (const one of saved.problems.filter((one) => one.field !== field.key)) {
      next[one.field] = [...(next[one.field] ?? []), one];
    }
    this.#problems = next;
    this.#doubts = { ...this.#doubts, [field.key]: saved.doubts };
  }
}

/** Whether a question is answered with files. */
export function isFiles(field: Field): boolean {
  return field.answer.kind === 'images' || field.answer.kind === 'files';
}
