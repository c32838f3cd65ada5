import type { NewJudge, PastedJudge } from './data';

/** A line of the pasted list as it stands in the table: read by the server, corrected by hand. */
export interface Row extends PastedJudge {
  key: number;
}

/** What is corrected in a row. */
export type Cell = 'name' | 'email' | 'organisation' | 'country';

/** The id of the control of a cell. */
export const cellId = (row: Row, cell: string): string => `row-${row.key}-${cell}`;

/** An invitation while it is being written: the pasted text, and the rows that were read of it. */
export class Invitation {
  text = $state('');
  rows = $state.raw<readonly Row[]>([]);
  #keys = 0;
  #asked: readonly Row[] = [];

  /** Takes what was read of the text; the text is done with, each line of it stands in a row. */
  take(read: readonly PastedJudge[]): void {
    this.rows = [...this.rows, ...read.map((one) => ({ ...one, key: this.#keys++ }))];
    this.text = '';
  }

  /** Those who can be invited, in the order of their rows. */
  get ready(): Row[] {
    return this.rows.filter((row) => !row.fault);
  }

  /** Those who cannot be invited until somebody corrects their rows. */
  get wrong(): Row[] {
    return this.rows.filter(({ fault }) => fault && fault !== 'twice' && fault !== 'judge_already');
  }

  /** Whom to ask the server for; what it says about one of them names the place among them. */
  ask(): NewJudge[] {
    this.#asked = this.ready;
    return this.#asked.map(({ email, name, organisation, country }) => ({
      email,
      name,
      ...(organisation && { organisation }),
      ...(country && { country }),
    }));
  }

  /** The row, and the id of the control in it, that an error of the server means by "judges-3-email". */
  place(field = ''): { row: Row; id: string } | undefined {
    const [, place, cell = ''] = /^judges-(\d+)-(.+)$/.exec(field) ?? [];
    const row = this.#asked[Number(place)];
    return row && { row, id: cellId(row, cell) };
  }

  /** Corrects a row: the server looks at it again when it is sent. */
  edit(key: number, cell: Cell, value: string): void {
    const text = cell === 'country' ? value.trim().toUpperCase() : value.trim();
    this.rows = this.rows.map((row) =>
      row.key === key
        ? {
            ...row,
            [cell]: text,
            fault: cell === 'name' && row.fault ? row.fault : null,
            looks_like: cell === 'email' ? null : row.looks_like,
          }
        : row,
    );
  }

  remove(key: number): void {
    this.rows = this.rows.filter((row) => row.key !== key);
  }

  /** After sending: what was left out for a reason that can be mended stays. */
  sent(): void {
    this.rows = this.wrong;
  }
}
