import { type ActorNumber, OUTSIDE } from '../actors/engine.ts';
import { lengthened } from '../actors/lengthened.ts';
import type { Envelope } from '../network/envelope.ts';
import { hash128 } from '../random/hash.ts';
import { KeyedStream } from '../random/keyed-stream.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { StoredStreams } from '../random/stored-streams.ts';

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

/** Who draws what in a swarm: a stream for each actor that draws, and a keyed one for envelopes. */
export class Chances {
  readonly #identityOf: (actor: ActorNumber) => string;
  /** By number of the actor, from the outside on, as its key. */
  readonly #ofActors: StoredStreams;
  /** By number of the actor, from the outside on; 0 where it has to be found out. */
  #actorKeys = new Int32Array(0);
  readonly #purposeKeys = new Map<string, number>();
  readonly #envelopes: KeyedStream;
  #instantMs = -1;
  /** The link that was the first to be sent on at this instant; mostly there is no other. */
  #firstLink = -1;
  #sentOnFirst = 0;
  /** By link, as one number: how often the others were sent on. */
  readonly #sentOnOthers = new Map<number, number>();

  constructor(seed: number, identityOf: (actor: ActorNumber) => string) {
    this.#ofActors = new StoredStreams(seed, (at) => `actor ${identityOf(at + OUTSIDE)}`);
    this.#identityOf = identityOf;
    this.#envelopes = new KeyedStream(seed, 'network');
  }

  ofActor(actor: ActorNumber): RandomStream {
    return this.#ofActors.stream(actor - OUTSIDE);
  }

  /** Drops the stream of an actor that has ended. */
  forget(actor: ActorNumber): void {
    this.#ofActors.forget(actor - OUTSIDE);
    this.#actorKeys[actor - OUTSIDE] = 0;
  }

  /** Gives back the room for actors that there are not yet, and for keys, which are found out again. */
  shrink(actors: number): void {
    this.#ofActors.shrink(actors - OUTSIDE);
    this.#actorKeys = new Int32Array(0);
  }

  /** How many envelopes have been sent on a link before at this instant; counts this one. */
  ordinal(sender: ActorNumber, recipient: ActorNumber, nowMs: number): number {
    const link = sender * 2 ** 26 + recipient;
    if (nowMs !== this.#instantMs) this.#beginInstant(nowMs, link);
    if (link === this.#firstLink) return this.#sentOnFirst++;
    const ordinal = this.#sentOnOthers.get(link) ?? 0;
    this.#sentOnOthers.set(link, ordinal + 1);
    return ordinal;
  }

  #beginInstant(nowMs: number, link: number): void {
    this.#instantMs = nowMs;
    this.#firstLink = link;
    this.#sentOnFirst = 0;
    // To clear a map is slow, even an empty one.
    if (this.#sentOnOthers.size > 0) this.#sentOnOthers.clear();
  }

  ofEnvelope({ sender, recipient, sentAtMs, ordinal }: Envelope, purpose: string): RandomStream {
    float[0] = sentAtMs;
    const sent = words[0]! ^ Math.imul(words[1]!, 0x9e3779b1);
    const link = this.#keyOf(sender);
    const end = this.#keyOf(recipient);
    return this.#envelopes.aim(
      link,
      end,
      sent,
      Math.imul(ordinal, 0x85ebca6b) ^ this.#keyOfPurpose(purpose),
    );
  }

  // By number, for to spell out the name of a population's member takes longer than to draw.
  #keyOf(actor: ActorNumber): number {
    const at = actor - OUTSIDE;
    const known = this.#actorKeys[at] ?? 0;
    if (known !== 0) return known;
    if (at >= this.#actorKeys.length) this.#growKeys(at + 1);
    const [key] = hash128(this.#identityOf(actor));
    this.#actorKeys[at] = key;
    return key;
  }

  #growKeys(length: number): void {
    const keys = new Int32Array(lengthened(length));
    keys.set(this.#actorKeys);
    this.#actorKeys = keys;
  }

  #keyOfPurpose(name: string): number {
    let key = this.#purposeKeys.get(name);
    if (key === undefined) {
      [key] = hash128(name);
      this.#purposeKeys.set(name, key);
    }
    return key;
  }
}
