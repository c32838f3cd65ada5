import { type FieldError, fieldErrors } from '~/api';
import type { Call, Category } from '~/features/editions';
import type { Organisation } from '~/features/organisations';
import { messages } from '~/text';
import { listOpenings, type Opening, type RuleOutcome, startEntry } from './data';
import { refuses, warns } from './rules';

/** The choices that begin an entry: for whom, and in which category. */
export class Start {
  organisation = $state('');
  category = $state('');
  /** What kind the organisation is in this edition, where its own is none of the edition's. */
  kind = $state('');
  /** What the rules say of the chosen organisation, by category. */
  openings = $state.raw<Opening[]>([]);
  errors = $state.raw<FieldError[]>([]);
  busy = $state(false);
  /** What was asked for last, and by which key. */
  #wish = '';
  #key = '';
  readonly call: Call;
  readonly organisations: Organisation[];
  readonly #ask: typeof listOpenings;
  readonly #send: typeof startEntry;

  constructor(
    call: Call,
    organisations: Organisation[],
    category: string | null,
    send = startEntry,
    ask = listOpenings,
  ) {
    this.#send = send;
    this.call = call;
    this.#ask = ask;
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

  /** Asks which categories are open to the chosen organisation. */
  async look(): Promise<void> {
    const { organisation, kind, asksKind } = this;
    this.openings = [];
    if (!organisation || (asksKind && !kind)) return;
    // Without an answer nothing is said: the start itself says what is refused.
    const found = await this.#ask(this.call, organisation, kind || undefined).catch(() => []);
    if (organisation === this.organisation && kind === this.kind) this.openings = found;
  }

  /** The rules that keep the chosen organisation out of a category. */
  refusing(category: string): RuleOutcome[] {
    return this.#rules(category).filter(refuses);
  }

  /** Those that it does not meet in this category alone, and may enter all the same. */
  warning(category: string): RuleOutcome[] {
    return this.#rules(category).filter((one) => warns(one) && !this.#isNoted(one));
  }

  /** Those that it meets in no category, and may enter all the same. */
  get noted(): RuleOutcome[] {
    return (this.openings[0]?.rules ?? []).filter((one) => this.#isNoted(one));
  }

  #isNoted({ key }: RuleOutcome): boolean {
    return this.openings.every((one) => one.rules.some((rule) => rule.key === key && warns(rule)));
  }

  #rules(category: string): RuleOutcome[] {
    return this.openings.find((one) => one.category === category)?.rules ?? [];
  }

  /** Whether no category is open to it. */
  get full(): boolean {
    return this.openings.length > 0 && this.openings.every((one) => one.rules.some(refuses));
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
