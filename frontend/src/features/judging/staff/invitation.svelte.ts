import type { NewJudge, PastedJudge } from './data';

/** A line of the pasted list as it stands in the table: read by the server, corrected by hand. */
export interface Row extends PastedJudge {
  key: number;
}

/** What is corrected in a row. */
export type Cell = 'name' | 'email' | 'organisation' | 'country';

/** An invitation while it is being written: the pasted text, and the rows that were read of it. */
export class Invitation {
  text = $state('');
  rows = $state.raw<readonly Row[]>([]);
  #keys = 0;

  /** Takes what was read of the text; the text is done with, each line of it stands in a row. */
  take(read: readonly PastedJudge[]): void {
    this.rows = [...this.rows, ...read.map((one) => ({ ...one, key: this.#keys++ }))];
    this.text = '';
  }

  /** Those who can be invited, in the order of their rows. */
  get ready(): Row[] {
    return this.rows.filter((row) => !row.fault);
  }

  get people(): NewJudge[] {
    return this.ready.map(({ email, name, organisation, country }) => ({
      email,
      name,
      ...(organisation && { organisation }),
      ...(country && { country }),
    }));
  }

  /** Corrects a row: the server looks at it again when it is sent. */
  edit(key: number, cell: Cell, value: string): void {
    const text = cell === 'country' ? value.trim().toUpperCase() : value.trim();
    this.rows = this.rows.map((row) =>
      row.key === key
        ? { ...row, [cell]: text, fault: cell === 'name' && row.fault ? row.fault : null }
        : row,
    );
  }

  remove(key: number): void {
    this.rows = this.rows.filter((row) => row.key !== key);
  }

  /** After sending: what was left out for a reason that can be mended stays. */
  sent(): void {
    this.rows = this.rows.filter(
      (row) => row.fault && row.fault !== 'twice' && row.fault !== 'judge_already',
    );
  }

  clear(): void {
    this.text = '';
    this.rows = [];
  }
}
