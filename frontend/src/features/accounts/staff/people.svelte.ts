import { announce } from '~/shell';
import { Attempt } from '~/state';
import { messages } from '~/text';
import { FreshPassword } from '../fresh.svelte';
import {
  changePerson,
  decideErasure,
  erasePerson,
  type ErasureRequest,
  invitePerson,
  listErasureRequests,
  listPeople,
  type Person,
  type Role,
  signOutEverybody,
  signOutPerson,
  takeInvitationBack,
} from './data';
import type { Deed } from './deeds';

const nameOf = (person: Person): string => person.name ?? person.email;

/** The members of staff, and what an admin does about them. */
export class People {
  list = $state.raw<Person[]>([]);
  /** Who waits for their account to be deleted. */
  requests = $state.raw<ErasureRequest[]>([]);
  /** What was done last, in words. */
  told = $state('');
  readonly attempt = new Attempt('accounts-staff');
  readonly fresh = new FreshPassword();

  constructor(list: Person[], requests: ErasureRequest[]) {
    this.list = list;
    this.requests = requests;
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

  /** True when the account of somebody who asked for it is deleted, or that was refused. */
  async decideErasure(request: ErasureRequest, erase: boolean, reason: string): Promise<boolean> {
    const answer = await this.#try(() => decideErasure(request, erase, reason));
    if (!answer) return false;
    this.requests = this.requests.filter((one) => one.id !== request.id);
    this.#tellErased(answer.pseudonym, request.name);
    await this.#reload();
    return true;
  }

  /** True when the account of this address is deleted. */
  async erase(email: string, reason: string): Promise<boolean> {
    const answer = await this.#try(() => erasePerson(email, reason));
    if (!answer) return false;
    this.#tellErased(answer.pseudonym, email);
    await this.#reload();
    return true;
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
    this.requests = await listErasureRequests().catch(() => this.requests);
  }

  #tellErased(pseudonym: string | null | undefined, name: string): void {
    const t = messages('accounts-staff');
    this.#tell(pseudonym ? t('erase.done', { name: pseudonym }) : t('erase.refused', { name }));
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
