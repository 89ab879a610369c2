// Digits of telephone numbers, one after the other in one string: a part of a number is found by one search in it.

/** Fewer digits are in nearly every number. */
const MIN_DIGITS = 3;
/** Digits that name a telephone without its country. */
const MIN_LOCAL_NUMBER = 6;

export interface PhoneList {
  add(document: number, digits: string): void;
  /** Makes one string of the many it was put together from, so that the next who asks does not wait for it. */
  settle(): void;
  /**
   * Calls `visit` with the document of each number that has these digits somewhere, or that begins with them without
   * their country: `43660123456` finds a number that was stored as `0660 123456`.
   */
  each(digits: string, visit: (document: number) => void): void;
}

export function createPhoneList(): PhoneList {
  let text = '\n';
  const starts: number[] = [];
  const documents: number[] = [];
  /** Numbers that are in one string already. */
  let settled = 0;

  /** @param part - Digits, or a line break and digits: then a number begins with them. */
  function find(part: string, visit: (document: number) => void): void {
    let number = 0;
    for (let at = text.indexOf(part); at !== -1; ) {
      // Hits come in order, and so do numbers.
      while (number + 1 < starts.length && (starts[number + 1] as number) <= at + 1) number += 1;
      visit(documents[number] as number);
      const next = starts[number + 1];
      if (next === undefined) return;
      at = text.indexOf(part, next - 1);
    }
  }

  return {
    add(document, digits) {
      starts.push(text.length);
      documents.push(document);
      text += `${digits}\n`;
    },
    settle() {
      if (settled === starts.length) return;
      settled = starts.length;
      text.indexOf('+');
    },
    each(digits, visit) {
      if (digits.length < MIN_DIGITS) return;
      find(digits, visit);
      for (const dropped of [1, 2, 3]) {
        const local = digits.slice(dropped);
        if (local.length >= MIN_LOCAL_NUMBER) find(`\n${local}`, visit);
      }
    },
  };
}
