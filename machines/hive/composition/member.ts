import semver from 'semver';
import type { Pack, PackProperty } from '../packs/pack.ts';
import { jointRange } from './joint-range.ts';

/**
 * All standing references of one name, made one pack. Definitions are copied once one of them
 * changes: those of a pack that stays as it is are shared with it, by however many hives.
 */
export class Member {
  readonly #pack: Pack;
  #version: string;
  /** Namespace it ends up with. */
  namespace: string | null;
  #classes: Set<string> | undefined;
  #properties: Map<string, PackProperty> | undefined;
  readonly #imports: Set<string>;

  /** @param pack - the first reference that stands */
  constructor(pack: Pack) {
    this.#pack = pack;
    this.#version = pack.version;
    this.namespace = pack.namespace;
    this.#imports = new Set(pack.imports);
  }

  get name(): string {
    return this.#pack.name;
  }

  get version(): string {
    return this.#version;
  }

  /** Namespace its definitions were written under. */
  get origin(): string | null {
    return this.#pack.namespace;
  }

  get classes(): Iterable<string> {
    return this.#classes ?? this.#pack.classes;
  }

  hasClass(name: string): boolean {
    return this.#classes?.has(name) ?? this.#pack.classes.includes(name);
  }

  get properties(): Iterable<PackProperty> {
    return this.#properties?.values() ?? this.#pack.properties;
  }

  get propertyNames(): Iterable<string> {
    return this.#properties?.keys() ?? this.#pack.properties.map(({ name }) => name);
  }

  /** How many definitions it has. */
  get size(): number {
    const classes = this.#classes?.size ?? this.#pack.classes.length;
    return classes + (this.#properties?.size ?? this.#pack.properties.length);
  }

  /**
   * Takes another reference in, unless no version satisfies both.
   *
   * @returns whether it did
   */
  absorb(pack: Pack): boolean {
    if (!semver.intersects(this.#version, pack.version)) return false;
    this.#version = jointRange(this.#version, pack.version);
    const classes = this.#ownClasses();
    for (const name of pack.classes) classes.add(name);
    const properties = this.#ownProperties();
    for (const property of pack.properties) {
      if (!properties.has(property.name)) properties.set(property.name, property);
    }
    for (const iri of pack.imports) this.#imports.add(iri);
    return true;
  }

  /** @param to - `null` when it leaves */
  renameClass(from: string, to: string | null): void {
    const classes = this.#ownClasses();
    classes.delete(from);
    if (to !== null) classes.add(to);
  }

  /** @param to - `null` when it leaves */
  renameProperty(from: string, to: string | null): void {
    const properties = this.#ownProperties();
    const property = properties.get(from)!;
    properties.delete(from);
    if (to !== null) properties.set(to, { ...property, name: to });
  }

  /** Puts a property in the place of the one that has its name. */
  replaceProperty(property: PackProperty): void {
    this.#ownProperties().set(property.name, property);
  }

  toPack(): Pack {
    return {
      name: this.name,
      version: this.#version,
      namespace: this.namespace,
      classes: this.#classes === undefined ? this.#pack.classes : [...this.#classes],
      properties:
        this.#properties === undefined ? this.#pack.properties : [...this.#properties.values()],
      imports: [...this.#imports],
      versionInfo: this.#pack.versionInfo,
    };
  }

  #ownClasses(): Set<string> {
    this.#classes ??= new Set(this.#pack.classes);
    return this.#classes;
  }

  #ownProperties(): Map<string, PackProperty> {
    this.#properties ??= new Map(
      this.#pack.properties.map((property) => [property.name, property]),
    );
    return this.#properties;
  }
}
