const REMEMBERED = 2_000;

/** One value a key, good for one version; those who ask while it is being counted wait for the same count. */
export class PictureCache<T> {
  readonly #kept = new Map<string, { readonly version: string; readonly value: Promise<T> }>();

  async get(key: string, version: string, count: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept?.version === version) return kept.value;
    const value = count();
    this.#kept.delete(key);
    if (this.#kept.size >= REMEMBERED) this.#kept.delete(this.#kept.keys().next().value ?? '');
    this.#kept.set(key, { version, value });
    try {
      return await value;
    } catch (error) {
      if (this.#kept.get(key)?.value === value) this.#kept.delete(key);
      throw error;
    }
  }
}
