/** The order last chosen on this device. */
const ORDER_KEY = 'ik-task-order';

/** @param choices - Orders there are; the first is that of who never chose. */
export function rememberedOrder<T extends string>(choices: readonly [T, ...(readonly T[])]): T {
  try {
    const known = localStorage.getItem(ORDER_KEY);
    return choices.find((order) => order === known) ?? choices[0];
  } catch {
    return choices[0]; // storage is blocked
  }
}

export function rememberOrder(order: string): void {
  try {
    localStorage.setItem(ORDER_KEY, order);
  } catch {
    // blocked or full: then it is not remembered
  }
}
