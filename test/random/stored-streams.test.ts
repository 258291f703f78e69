import { expect, test } from 'vitest';
import { createStream } from '../../src/random/random-stream.ts';
import { StoredStreams } from '../../src/random/stored-streams.ts';

test('a stored stream draws what a stream of its own object draws', () => {
  const stored = new StoredStreams(7, String);
  for (const number of [0, 3, 100]) {
    const own = createStream(7, String(number));
    for (let draw = 0; draw < 1_000; draw++) {
      expect(stored.stream(number).uniform()).toBe(own.uniform());
    }
  }
});

test('streams do not disturb each other, also while more are added', () => {
  const stored = new StoredStreams(7, (number) => `actor ${number}`);
  const own = Array.from({ length: 200 }, (_, number) => createStream(7, `actor ${number}`));
  for (let round = 0; round < 20; round++) {
    for (let number = 0; number <= round * 10; number++) {
      const stream = stored.stream(number);
      if (number < own.length)
        expect(stream.integer(0, 1_000)).toBe(own[number]!.integer(0, 1_000));
    }
  }
});

test('a stream that is kept goes on where it was, though its store has grown', () => {
  const stored = new StoredStreams(1, String);
  const kept = stored.stream(0);
  const own = createStream(1, '0');
  expect(kept.uniform()).toBe(own.uniform());
  for (let number = 1; number < 1_000; number++) stored.stream(number);
  expect(kept.uniform()).toBe(own.uniform());
});

test('a stream that was forgotten begins anew', () => {
  const stored = new StoredStreams(3, String);
  const first = stored.stream(5).uniform();
  stored.stream(5).uniform();
  stored.forget(5);
  expect(stored.stream(5).uniform()).toBe(first);
});
