import { fmt, messages } from '~/text';
import type { Attached, Upload } from './attached';

/** One file on its way. */
export interface Pending {
  key: number;
  file: File;
  ratio: number;
  error?: string;
  /** Whether to try the same file again makes sense. */
  again?: boolean;
  stop: () => void;
}

/** What a field allows. */
export interface FileLimits {
  max: number;
  maxBytes: number;
}

/** Sends files one after the other, and keeps those that failed so that they can be tried again. */
export class Uploads {
  pending = $state.raw<Pending[]>([]);
  /** Said aloud when something ends. */
  told = $state('');
  #next = 0;
  #chain: Promise<void> = Promise.resolve();
  readonly #upload: Upload;
  readonly #added: (attached: Attached) => void;

  constructor(upload: Upload, added: (attached: Attached) => void) {
    this.#upload = upload;
    this.#added = added;
  }

  /** Takes files in; those that cannot be sent stay in the list with the reason. */
  add(files: Iterable<File>, have: number, limits: FileLimits): void {
    const t = messages('ui');
    let count = have + this.pending.filter((one) => !one.error).length;
    for (const file of files) {
      const item = this.#item(file);
      if (file.size > limits.maxBytes) {
        item.error = t('file.too_large', { name: file.name, size: fmt.bytes(limits.maxBytes) });
      } else if (count >= limits.max) {
        item.error = t('file.too_many', { max: limits.max });
      } else {
        count += 1;
      }
      this.pending = [...this.pending, item];
      if (item.error) this.told = item.error;
      else this.#send(item);
    }
  }

  retry(key: number): void {
    const old = this.pending.find((one) => one.key === key);
    if (!old) return;
    const item = this.#item(old.file);
    this.pending = this.pending.map((one) => (one.key === key ? item : one));
    this.#send(item);
  }

  dismiss(key: number): void {
    this.pending.find((one) => one.key === key)?.stop();
    this.pending = this.pending.filter((one) => one.key !== key);
  }

  #item(file: File): Pending {
    return { key: this.#next++, file, ratio: 0, stop: () => undefined };
  }

  #send(item: Pending): void {
    const controller = new AbortController();
    this.#change(item.key, { stop: () => controller.abort() });
    this.#chain = this.#chain.then(() => this.#run(item, controller.signal));
  }

  async #run(item: Pending, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const t = messages('ui');
    try {
      const attached = await this.#upload(
        item.file,
        (ratio) => this.#change(item.key, { ratio }),
        signal,
      );
      this.dismiss(item.key);
      this.told = t('file.uploaded', { name: item.file.name });
      this.#added(attached);
    } catch (error) {
      if (signal.aborted) return;
      const message = error instanceof Error && error.message;
      this.told = message || t('file.failed', { name: item.file.name });
      const again = !(error instanceof Error && 'again' in error) || error.again === true;
      this.#change(item.key, { error: this.told, again });
    }
  }

  #change(key: number, change: Partial<Pending>): void {
    this.pending = this.pending.map((one) => (one.key === key ? { ...one, ...change } : one));
  }
}
