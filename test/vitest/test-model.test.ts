import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { door, doorModel } from '../check/model-based/door.ts';

describe('a door does as its model', () => {
  testModel(doorModel, {
    simulation: door,
    events: {
      PUSH: ({ actors, event }) => actors.door.send(event),
      LOCK: ({ actors, event }) => actors.door.send(event),
      UNLOCK: ({ actors, event }) => actors.door.send(event),
      WAIT: ({ swarm }) => swarm.runFor(100),
    },
    states: {
      closed: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('closed'),
      open: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('open'),
      locked: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('locked'),
    },
    walks: { runs: 20 },
  });
});
