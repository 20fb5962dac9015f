import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createKeys } from './keys.ts';
import { openVault } from './vault.ts';

afterEach(() => vi.unstubAllEnvs());

test('an installation may seal with SM4 and look up with SM3, and go on reading what AES sealed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-keys-'));
  try {
    const file = join(folder, 'keys.json');
    vi.stubEnv('MINGBAI_HASH', 'sm3');
    createKeys(file);
    const before = openVault(file).seal('411525199001011234', 'person.identity_no');
    vi.stubEnv('MINGBAI_CIPHER', 'sm4');
    const vault = openVault(file);
    const after = vault.seal('411525199001011234', 'person.identity_no');
    expect(after[0]).not.toBe(before[0]);
    expect(vault.open(before, 'person.identity_no')).toBe('411525199001011234');
    expect(vault.open(after, 'person.identity_no')).toBe('411525199001011234');
    expect(vault.find('411525199001011234', 'identity')).toEqual(
      openVault(file, { hash: 'sm3' }).find('411525199001011234', 'identity'),
    );
    expect(() => openVault(file, { hash: 'sha256' })).toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a setting that names nothing is an error, not the default', () => {
  vi.stubEnv('MINGBAI_CIPHER', 'rot13');
  expect(() => openVault('/nowhere/keys.json')).toThrow();
});
