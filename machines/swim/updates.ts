/** What members tell each other of a member: the paper's Alive, Suspect and Confirm. */
export interface MembershipUpdate {
  readonly member: number;
  readonly status: 'alive' | 'suspected' | 'failed';
  /** Which of the member's own words it is about; only the member itself counts it up. */
  readonly incarnation: number;
}

/** An update that is passed on, and how many times it has been. */
export interface Rumoured {
  readonly update: MembershipUpdate;
  readonly told: number;
}

/** What a member thinks of the others; who is not in it is alive in its first incarnation. */
export type Beliefs = ReadonlyMap<number, MembershipUpdate>;

/** What is believed of a member. */
export function beliefOf(beliefs: Beliefs, member: number): MembershipUpdate {
  return beliefs.get(member) ?? { member, status: 'alive', incarnation: 0 };
}

/**
 * Whether an update is news, by the paper's order of preference (section 4.2): to have failed overrides all;
 * a suspicion overrides that the member was alive in the same incarnation or an earlier one; to be alive
 * overrides only what is of an earlier one.
 */
export function overrides(update: MembershipUpdate, belief: MembershipUpdate): boolean {
  if (belief.status === 'failed') return false;
  if (update.status === 'failed') return true;
  if (update.status === 'alive' || belief.status === 'suspected') {
    return update.incarnation > belief.incarnation;
  }
  return update.incarnation >= belief.incarnation;
}

/** Passes an update on from now on, in place of what was said of the same member before. */
export function enlisted(rumours: readonly Rumoured[], update: MembershipUpdate): Rumoured[] {
  const others = rumours.filter((rumour) => rumour.update.member !== update.member);
  return [{ update, told: 0 }, ...others];
}

/** How many updates a message carries at most. */
export const UPDATES_MAX = 8;

/** What goes along with the next message: what was told the fewest times first. */
export function toTell(rumours: readonly Rumoured[]): readonly MembershipUpdate[] {
  return rumours
    .toSorted((one, other) => one.told - other.told)
    .slice(0, UPDATES_MAX)
    .map(({ update }) => update);
}

/** The rumours after some of them were told once more; each is told `times` times at most. */
export function afterTelling(
  rumours: readonly Rumoured[],
  updates: readonly MembershipUpdate[],
  times: number,
): Rumoured[] {
  return rumours
    .map((rumour) =>
      updates.includes(rumour.update) ? { ...rumour, told: rumour.told + 1 } : rumour,
    )
    .filter(({ told }) => told < times);
}

/** What a member believes and passes on after it was told something, and what of that was news to it. */
export function hearing(
  member: Readonly<{ index: number; beliefs: Beliefs; rumours: readonly Rumoured[] }>,
  updates: readonly MembershipUpdate[],
): { beliefs: Beliefs; rumours: readonly Rumoured[]; news: readonly MembershipUpdate[] } {
  const beliefs = new Map(member.beliefs);
  const news: MembershipUpdate[] = [];
  let { rumours } = member;
  for (const update of updates) {
    const isOwn = update.member === member.index;
    // Who is said to have failed is not heard any more, so it need not say that it has not.
    if (isOwn && update.status !== 'suspected') continue;
    if (!overrides(update, beliefOf(beliefs, update.member))) continue;
    const believed = isOwn ? denial(update) : update;
    beliefs.set(update.member, believed);
    rumours = enlisted(rumours, believed);
    news.push(believed);
  }
  return { beliefs, rumours, news };
}

/** What a member says that hears that it is suspected: it is alive, in its next incarnation. */
function denial({ member, incarnation }: MembershipUpdate): MembershipUpdate {
  return { member, status: 'alive', incarnation: incarnation + 1 };
}
