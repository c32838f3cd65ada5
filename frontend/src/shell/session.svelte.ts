import { onSignedOut, Problem, request } from '~/api';
import type { Me } from '~/api/generated';
import { ownDrafts, useDraftsOf } from '~/state/drafts';
import { anyUnsaved, flushAll } from '~/state/retry';
import { preferences } from '~/state/preferences.svelte';
import { sender } from '~/state/sender.svelte';
import { rememberSignedIn } from './routing/early';

export type { Me };

/** The person at this browser. */
class Session {
  me = $state.raw<Me>();
  /** The session ended while the person was at work; what they wrote is kept. */
  expired = $state(false);
  /** The server could not be asked. */
  unreachable = $state(false);

  constructor() {
    onSignedOut(() => {
      if (this.me) this.expired = true;
    });
  }

  /** Asks the server who this is. */
  async load(): Promise<void> {
    try {
      this.#here(await request<Me>('GET', '/api/me'));
    } catch (error) {
      this.me = undefined;
      if (error instanceof Problem && error.status === 401) rememberSignedIn(false);
      this.unreachable = error instanceof Problem && error.temporary;
    }
  }

  /** Takes in who just signed in; sends what waited for it. */
  signedIn(me: Me): void {
    this.#here(me);
    void preferences.of(me.id, { anew: true }).catch(() => undefined);
  }

  #here(me: Me): void {
    this.me = me;
    rememberSignedIn(true);
    this.expired = false;
    this.unreachable = false;
    useDraftsOf(me.id);
    void preferences.of(me.id);
    void flushAll().then(() => sender.run());
  }

  /** Sends what waits. True when something could not be sent and would be lost by signing out. */
  async hasUnsent(): Promise<boolean> {
    const kept = await sender.settle('');
    return anyUnsaved() || kept.length > 0;
  }

  /** Ends the session and leaves nothing on this device; ask `hasUnsent` first. */
  async signOut(): Promise<void> {
    try {
      await request('POST', '/api/sign-out');
    } catch (error) {
      // Ended already: there is only this device to clear.
      if (!(error instanceof Problem && error.status === 401)) throw error;
    }
    await ownDrafts()?.wipe();
    useDraftsOf(undefined);
    await sender.look();
    rememberSignedIn(false);
    await preferences.of(undefined);
    this.me = undefined;
    this.expired = false;
  }

  get isStaff(): boolean {
    return Boolean(this.me?.staff_role);
  }

  get isAdmin(): boolean {
    return this.me?.staff_role === 'admin';
  }

  get isJudge(): boolean {
    return Boolean(this.me?.judge_of.length);
  }
}

/** The session of this page. */
export const session = new Session();
