import { type FieldError, fieldErrors, Problem, problemText } from '~/api';
import { messages } from '~/text';
import { admitMember, inviteMember, type Member, removeMember } from './data';

/** The people of one organisation, and the changes one can make to them. */
export class Members {
  list = $state.raw<Member[]>([]);
  email = $state('');
  errors = $state.raw<FieldError[]>([]);
  /** What was done last, in words. */
  told = $state('');
  busy = $state(false);
  #key = crypto.randomUUID();
  readonly #organisation: string;

  constructor(organisation: string, list: Member[]) {
    this.#organisation = organisation;
    this.list = list;
  }

  async invite(): Promise<void> {
    const t = messages('organisations');
    const email = this.email.trim();
    this.told = '';
    this.errors = email.includes('@')
      ? []
      : [{ field: 'email', message: t('error.email.bad_email') }];
    if (this.errors.length || this.busy) return;
    this.busy = true;
    try {
      const member = await inviteMember(this.#organisation, email, this.#key);
      this.list = [...this.list.filter((one) => one.id !== member.id), member];
      this.email = '';
      this.told = t('invited', { email });
      this.#key = crypto.randomUUID();
    } catch (error) {
      this.errors = fieldErrors(error, 'organisations');
      // Without an answer the next try is the same wish.
      if (!(error instanceof Problem && error.temporary)) this.#key = crypto.randomUUID();
    }
    this.busy = false;
  }

  async admit(member: Member): Promise<void> {
    const t = messages('organisations');
    try {
      await admitMember(this.#organisation, member.id);
      const here: Member = { ...member, state: 'active' };
      this.list = this.list.map((one) => (one.id === member.id ? here : one));
      this.told = t('admitted', { name: member.name ?? member.email });
    } catch (error) {
      this.errors = [{ message: problemText(error) }];
    }
  }

  async remove(member: Member): Promise<void> {
    const t = messages('organisations');
    try {
      await removeMember(this.#organisation, member.id);
      this.list = this.list.filter((one) => one.id !== member.id);
      const words = member.state === 'asked' ? 'declined' : 'removed';
      this.told = t(words, { name: member.name ?? member.email });
    } catch (error) {
      this.errors = [{ message: problemText(error) }];
    }
  }
}
