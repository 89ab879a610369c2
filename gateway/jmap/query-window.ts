import { MethodError } from '../errors.js';
import type { Arguments } from './arguments.js';

/** Where a window of results begins (RFC 8620 §5.5). */
function windowStart(args: Arguments, ids: readonly string[]): number {
  const anchor = args.text('anchor');
  if (anchor !== undefined) {
    const at = ids.indexOf(anchor);
    if (at === -1) throw new MethodError('anchorNotFound');
    return Math.max(0, at + (args.number('anchorOffset', -Number.MAX_SAFE_INTEGER) ?? 0));
  }
  const position = args.number('position', -Number.MAX_SAFE_INTEGER) ?? 0;
  return position < 0 ? Math.max(0, ids.length + position) : position;
}

/** The part of all results that was asked for, as an answer says it. Which changed since cannot be told. */
export function queryWindow(args: Arguments, all: readonly string[], limit: number) {
  const position = windowStart(args, all);
  return {
    canCalculateChanges: false,
    position,
    ids: all.slice(position, position + limit),
    ...(args.boolean('calculateTotal') && { total: all.length }),
  };
}
