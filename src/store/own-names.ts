// Properties of a collection that each person has for themselves (docs/decisions/0010).
export const ownNames = ['hue', 'order', 'visible', 'alarms'] as const;
export type OwnName = (typeof ownNames)[number];
/** As in a collection's document. */
export type OwnValues = Partial<Record<OwnName, string>>;

export const isOwnName = (name: string): name is OwnName => (ownNames as readonly string[]).includes(name);
