import { host } from '../../actors/leaks.ts';

const everyMs = 50;

/** Gives the host a turn now and then between runs, so that signals are heard. */
export class Breath {
  #takenAt = host.nowMs();

  async takeIfDue(): Promise<void> {
    if (host.nowMs() - this.#takenAt < everyMs) return;
    await new Promise((resolve) => host.setImmediate(resolve));
    this.#takenAt = host.nowMs();
  }
}
