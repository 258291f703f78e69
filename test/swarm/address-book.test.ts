import { describe, expect, test } from 'vitest';
import { AddressBook } from '../../src/swarm/address-book.ts';

function bookOf(...addresses: readonly string[]): AddressBook {
  const book = new AddressBook();
  for (const address of addresses) book.name(book.reserve(), address);
  return book;
}

function childOf(book: AddressBook, parent: number, id: string): number {
  const child = book.reserve(parent);
  book.adopt(child, parent, id);
  return child;
}

describe('an address book', () => {
  test('spells a child out below its parents, and finds it by that', () => {
    const book = bookOf('hive');
    const queen = childOf(book, 0, 'queen');
    const scout = childOf(book, queen, 'scout');
    expect(book.addressOf(scout)).toBe('hive/queen/scout');
    expect(book.idOf(scout)).toBe('scout');
    expect(book.find('hive/queen/scout')).toBe(scout);
  });

  test('finds who was last given an address, and tells its bearers apart', () => {
    const book = bookOf('queen');
    const [first, second] = [childOf(book, 0, 'scout'), childOf(book, 0, 'scout')];
    expect(book.find('queen/scout')).toBe(second);
    expect(book.identityOf(first)).toBe('queen/scout');
    expect(book.identityOf(second)).toBe('queen/scout#1');
  });

  test('tells a child from an actor whose id looks like its address', () => {
    const book = bookOf('queen', 'queen/scout');
    const child = childOf(book, 0, 'scout');
    expect(book.find('queen/scout')).toBe(child);
    expect(book.identityOf(child)).toBe('queen/scout#1');
  });

  test('finds members of a population by their numbers, and those with a name of their own', () => {
    const book = bookOf('queen');
    const first = book.addRange('worker', 3);
    book.name(first + 1, 'foreman');
    expect(book.find('worker-2')).toBe(first + 2);
    expect(book.find('foreman')).toBe(first + 1);
    expect(book.addressOf(first + 1)).toBe('foreman');
    expect(book.addressOf(childOf(book, first, 'tool'))).toBe('worker-0/tool');
  });
});
