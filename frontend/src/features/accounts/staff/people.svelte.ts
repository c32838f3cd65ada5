import { announce } from '~/shell';
import { Attempt } from '~/state';
import { messages } from '~/text';
import { FreshPassword } from '../fresh.svelte';
import {
  changePerson,
  invitePerson,
  listPeople,
  type Person,
  type Role,
  signOutEverybody,
  signOutPerson,
  takeInvitationBack,
} from './data';
import type { Deed } from './deeds';

const nameOf = (person: Person): string => person.name ?? person.email;

/** The people of the secretariat, and what an admin does about them. */
export class People {
  list = $state.raw<Person[]>([]);
  /** What was done last, in words. */
  told = $state('');
  readonly attempt = new Attempt('accounts-staff');
  readonly fresh = new FreshPassword();

  constructor(list: Person[]) {
    this.list = list;
  }

  /** True when the invitation is on its way. */
  async invite(email: string, role: Role): Promise<boolean> {
    const person = await this.#try((key) => invitePerson(email, role, key));
    if (!person) return false;
    this.#put(person);
    this.#tell(messages('accounts-staff')('invite.done', { email }));
    return true;
  }

  /** Does what was asked about one person. */
  async do(deed: Deed, person: Person): Promise<void> {
    const t = messages('accounts-staff');
    const { role } = person;
    const done = (): void => this.#tell(t(`${deed}.done`, { name: nameOf(person) }));
    const change = async (to: { role: Role; disabled: boolean }): Promise<void> => {
      const changed = await this.#try(() => changePerson(person, to));
      if (!changed) return;
      this.#put(changed);
      done();
    };
    switch (deed) {
      case 'promote':
        return change({ role: 'admin', disabled: false });
      case 'demote':
        return change({ role: 'staff', disabled: false });
      case 'disable':
        return change({ role, disabled: true });
      case 'enable':
        return change({ role, disabled: false });
      case 'send_again':
        await this.invite(person.email, role);
        return;
      case 'take_back':
        if (!(await this.#try(() => takeInvitationBack(person)))) return;
        this.list = this.list.filter((one) => one.id !== person.id);
        return done();
      case 'sign_out':
        if (!(await this.#try(() => signOutPerson(person)))) return;
        await this.#reload();
        return done();
    }
  }

  /** Ends the sessions of everybody but this one. */
  async signOutEverybody(): Promise<void> {
    const answer = await this.#try(() => signOutEverybody());
    if (!answer) return;
    await this.#reload();
    this.#tell(messages('accounts-staff')('all.done', { count: answer.ended }));
  }

  async #try<T>(deed: (key: string) => Promise<T>): Promise<T | undefined> {
    this.told = '';
    const result = await this.attempt.run((key) => this.fresh.run(() => deed(key)));
    // Somebody else was quicker: what they did is shown beside the message.
    if (this.attempt.stale) await this.#reload();
    return result;
  }

  async #reload(): Promise<void> {
    // What was done is done; the list as it was is better than none.
    this.list = await listPeople().catch(() => this.list);
  }

  #put(person: Person): void {
    const known = this.list.some((one) => one.id === person.id);
    this.list = known
      ? this.list.map((one) => (one.id === person.id ? person : one))
      : [...this.list, person];
  }

  #tell(text: string): void {
    this.told = text;
    announce(text);
  }
}
