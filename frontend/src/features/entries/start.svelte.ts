import { type FieldError, fieldErrors } from '~/api';
import type { Call, Category } from '~/features/editions';
import type { Organisation } from '~/features/organisations';
import { messages } from '~/text';
import { type EntrySummary, startEntry } from './data';

/** The choices that begin an entry: for whom, and in which category. */
export class Start {
  organisation = $state('');
  category = $state('');
  /** What kind the organisation is in this edition, where its own is none of the edition's. */
  kind = $state('');
  errors = $state.raw<FieldError[]>([]);
  busy = $state(false);
  /** What was asked for last, and by which key. */
  #wish = '';
  #key = '';
  readonly call: Call;
  readonly organisations: Organisation[];
  readonly #entries: EntrySummary[];
  readonly #send: typeof startEntry;

  constructor(
    call: Call,
    organisations: Organisation[],
    category: string | null,
    entries: EntrySummary[] = [],
    send = startEntry,
  ) {
    this.#send = send;
    this.call = call;
    this.#entries = entries;
    this.organisations = organisations;
    if (organisations.length === 1) this.organisation = organisations[0]?.id ?? '';
    if (category && this.open.some((one) => one.key === category)) this.category = category;
  }

  /** Categories one can enter at all. */
  get open(): Category[] {
    return this.call.categories.filter((one) => one.kind === 'open');
  }

  /** Whether the organisation has to say what it is by the kinds of this edition. */
  get asksKind(): boolean {
    const own = this.organisations.find((one) => one.id === this.organisation)?.kind;
    return own !== undefined && this.call.organisation_kinds.every((one) => one.key !== own);
  }

  /** Whether the chosen organisation may enter a category. */
  admits(category: Category): boolean {
    const own = this.organisations.find((one) => one.id === this.organisation)?.kind;
    const kind = this.asksKind ? this.kind : own;
    const kinds = category.organisation_kinds ?? [];
    return !kind || kinds.length === 0 || kinds.includes(kind);
  }

  /** How many entries the chosen organisation has submitted to this call, or in one category of it. */
  submitted(category?: string): number {
    const edition = `${this.call.programme}/${this.call.edition}`;
    return this.#entries.filter(
      (one) =>
        one.edition === edition &&
        one.organisation_id === this.organisation &&
        (category === undefined || one.category === category) &&
        one.state !== 'draft' &&
        one.state !== 'withdrawn',
    ).length;
  }

  /** Whether the chosen organisation has submitted as many entries as it may. */
  get full(): boolean {
    return isReached(this.call.limits.entries_per_organisation, this.submitted());
  }

  /** Whether it has in one category. */
  isFull(category: string): boolean {
    const limit = this.call.limits.entries_per_organisation_and_category;
    return isReached(limit, this.submitted(category));
  }

  /** Makes the draft and gives its id; nothing when something has to be put right first. */
  async go(): Promise<string | undefined> {
    const t = messages('entries');
    this.errors = (['organisation', 'kind', 'category'] as const)
      .filter((field) => !this[field] && (field !== 'kind' || this.asksKind))
      .map((field) => ({ field, message: t(`error.${field}.missing`) }));
    if (this.errors.length || this.busy) return undefined;
    this.busy = true;
    const { programme, edition } = this.call;
    const { organisation, category } = this;
    try {
      const kind = this.asksKind ? { kind: this.kind } : {};
      const wish = { programme, edition, organisation, category, ...kind };
      return (await this.#send(wish, this.#keyOf(wish))).id;
    } catch (error) {
      this.errors = fieldErrors(error, 'entries');
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** The same for each try of the same wish: when only the answer was lost, no second draft is made. */
  #keyOf(wish: object): string {
    const text = JSON.stringify(wish);
    if (text !== this.#wish) [this.#wish, this.#key] = [text, crypto.randomUUID()];
    return this.#key;
  }

  errorOf(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

function isReached(limit: number | null | undefined, count: number): boolean {
  return typeof limit === 'number' && count >= limit;
}
