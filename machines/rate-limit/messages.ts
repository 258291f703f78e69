import type { Address } from 'statehive';

/** Something that is to pass a rate limit. */
export interface Item {
  readonly type: 'ITEM';
  /** Of the source that made it. */
  readonly source: number;
  /** The how-manieth of its source it is, from 1. */
  readonly nth: number;
}

/** A source offers an item. */
export interface Offer {
  readonly type: 'OFFER';
  readonly item: Item;
  readonly from: Address<Credit>;
}

/** An item has passed: its source may offer one more. */
export interface Credit {
  readonly type: 'CREDIT';
}
