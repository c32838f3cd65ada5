import { codeText, Problem } from '~/api';
import { Autosave, type Current, type SaveState } from '~/state';
import type {
  CommentKind,
  JudgedEntry,
  RoundRules,
  SavedSheet,
  SheetContent,
  SheetSaved,
  Turn,
} from './data';
import { contentOf, keptSheets, saveSheet, sheetPut } from './data';
import { entryPath } from './paths';
import { countScored, pointsOf } from './scores';

/** How many characters a comment may have. */
export const commentLimit = 5000;

type Send = typeof saveSheet;

/** One judge's work on one entry: scores and comments that save themselves, and whether they are handed in. */
export class Sheet {
  readonly round: RoundRules;
  handedInAt = $state.raw<string | null>(null);

  readonly #id: string;
  readonly #title: string;
  readonly #send: Send;
  #autosave = $state.raw<Autosave<SheetContent, SheetSaved>>()!;

  constructor(entry: JudgedEntry, send: Send = saveSheet) {
    this.#id = entry.assignment;
    this.#title = entry.title;
    this.round = entry.round;
    this.#send = send;
    this.adopt(entry.scoresheet);
  }

  get content(): SheetContent {
    return this.#autosave.value;
  }

  get save(): SaveState {
    return this.#autosave.state;
  }

  /** What was wrong with a part of the last save, by its pointer; the other parts were saved. */
  refusedPart(pointer: string): string | undefined {
    const part = this.#autosave.answer?.refused?.find((one) => one.pointer === pointer);
    return part && codeText(part, 'judging');
  }

  /** Set while the judge has to choose between two versions. */
  get conflict(): Current<SheetContent> | undefined {
    return this.#autosave.conflict;
  }

  get unsaved(): boolean {
    return this.#autosave.unsaved;
  }

  /** Nothing can be changed: it is handed in, or the round is over. */
  get fixed(): boolean {
    return this.handedIn || this.round.window.state !== 'open';
  }

  get handedIn(): boolean {
    return this.handedInAt !== null;
  }

  get scored(): number {
    return countScored(this.content.scores, this.round.criteria);
  }

  get complete(): boolean {
    return this.scored === this.round.criteria.length;
  }

  /** Of 100; only when every criterion has a score. */
  get points(): number | undefined {
    return pointsOf(this.content.scores, this.round);
  }

  /** Keys of the criteria without a score. */
  get missing(): string[] {
    return this.round.criteria
      .filter((one) => typeof this.content.scores[one.key] !== 'number')
      .map((one) => one.key);
  }

  score(criterion: string, score: number | null): void {
    const { scores, comments } = this.content;
    this.#autosave.set({ scores: { ...scores, [criterion]: score }, comments });
  }

  comment(kind: CommentKind, text: string): void {
    const { scores, comments } = this.content;
    this.#autosave.set({ scores, comments: { ...comments, [kind]: text } });
  }

  /** Takes up what the server has: at first, and after handing in or reopening. */
  adopt(saved: SavedSheet): void {
    this.#autosave?.dispose();
    this.handedInAt = saved.state === 'handed_in' ? (saved.handed_in_at ?? null) : null;
    this.#autosave = new Autosave<SheetContent, SheetSaved>({
      key: keptSheets + this.#id,
      value: contentOf(saved),
      version: saved.version,
      put: (content) => sheetPut(this.#id, this.#asked(content)),
      about: { label: this.#title, href: entryPath(this.#id) },
      send: this.#send,
      until: () => this.round.window.to,
    });
  }

  /** Hands in or reopens what is shown. What another window saved meanwhile is shown, and thrown. */
  async turn(send: Turn, key: string): Promise<void> {
    try {
      this.adopt(await send(this.#id, this.#autosave.version, key));
    } catch (error) {
      const current = error instanceof Problem ? error.member<SavedSheet>('current') : undefined;
      if (current) this.adopt(current);
      throw error;
    }
  }

  /** Brings back what an earlier visit could not send. */
  async restore(): Promise<void> {
    if (!this.fixed) await this.#autosave.restore();
  }

  /** Sends what waits. True when everything has reached the server. */
  async flush(): Promise<boolean> {
    await this.#autosave.flush();
    return !this.unsaved;
  }

  keepMine(): Promise<void> {
    return this.#autosave.keepMine();
  }

  takeTheirs(): Promise<void> {
    return this.#autosave.takeTheirs();
  }

  /** Forgets what was not sent: the entry is no longer this judge's. */
  discard(): Promise<void> {
    return this.#autosave.discard();
  }

  dispose(): void {
    this.#autosave.dispose();
  }

  /** The server refuses comments that the round does not ask for. */
  #asked({ scores, comments }: SheetContent): Parameters<typeof sheetPut>[1] {
    const asked = this.round.comments.map((kind) => [kind, comments[kind]]);
    return { scores, comments: Object.fromEntries(asked) };
  }
}
