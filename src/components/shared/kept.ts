/** The function, with its latest result kept: the same object for the same arguments. */
export function kept<A extends readonly unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let known: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (known === undefined || !args.every((arg, at) => arg === known?.args[at]))
      known = { args, result: make(...args) };
    return known.result;
  };
}
