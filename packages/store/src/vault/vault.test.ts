import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { KeyedHash } from './keyed-hash.ts';
import { createKeys, readKeys, rotateKeys } from './keys.ts';
import { openVault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-vault-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
function keyFile(hash: 'sha256' | 'sm3' = 'sha256'): string {
  const file = join(folder, `keys-${(made += 1)}.json`);
  createKeys(file, hash);
  return file;
}

const text = fc.string({ unit: 'grapheme', maxLength: 200 });

describe.each(['aes-256-gcm', 'sm4'] as const)('sealing with %s', (cipher) => {
  const vault = openVault(keyFile(), { cipher });

  test('opens what it sealed, in its place only', () => {
    fc.assert(
      fc.property(text, text, text, (plain, context, other) => {
        const sealed = vault.seal(plain, context);
        expect(vault.open(sealed, context)).toBe(plain);
        if (other !== context) expect(() => vault.open(sealed, other)).toThrow('damaged');
      }),
    );
  });

  test('many sealed at once open like one sealed by itself, each in its place only', () => {
    const values = fc.array(fc.tuple(text, fc.constantFrom('person.identity_no', 'person.phone', '人')), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(values, (many) => {
        const sealed = vault.sealMany(
          many.map(([plain]) => plain),
          many.map(([, context]) => context),
        );
        expect(sealed.map((one, index) => vault.open(one, many[index]?.[1] ?? ''))).toEqual(
          many.map(([plain]) => plain),
        );
        for (const one of sealed) {
          expect(() => vault.open(one, 'elsewhere')).toThrow('damaged');
          one[one.length - 1] = (one[one.length - 1] ?? 0) ^ 1;
          expect(() => vault.open(one, 'person.phone')).toThrow('damaged');
        }
      }),
    );
    const same = vault.sealMany(Array<string>(2000).fill('13800000000'), Array<string>(2000).fill('c'));
    expect(new Set(same.map((one) => one.toString('latin1'))).size).toBe(2000);
  });

  test('a changed bit or a cut end anywhere is noticed', () => {
    const sealed = vault.seal('411525199001011234', 'person.identity');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => vault.open(changed, 'person.identity')).toThrow(/damaged|no key number/);
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => vault.open(sealed.subarray(0, length), 'person.identity')).toThrow(
        /damaged|no key number/,
      );
  });

  test('the same text is sealed differently each time, and hides itself', () => {
    const seals = Array.from({ length: 2000 }, () =>
      vault.seal('411525199001011234', 'c').toString('latin1'),
    );
    expect(new Set(seals).size).toBe(2000);
    expect(seals.some((one) => one.includes('411525'))).toBe(false);
  });

  test('another key does not open it', () => {
    const other = openVault(keyFile(), { cipher });
    expect(() => other.open(vault.seal('x', 'c'), 'c')).toThrow('damaged');
  });

  test('after rotation the old opens, the new seals, and renewing moves the old over', () => {
    const file = keyFile();
    const before = openVault(file, { cipher });
    const old = before.seal('13800000000', 'person.phone');
    expect(rotateKeys(file)).toBe(2);
    const after = openVault(file, { cipher });
    expect(after.keyId).toBe(2);
    expect(after.open(old, 'person.phone')).toBe('13800000000');
    const renewed = after.renew(old, 'person.phone');
    expect(after.open(renewed as Buffer, 'person.phone')).toBe('13800000000');
    expect(after.renew(renewed as Buffer, 'person.phone')).toBeUndefined();
    expect(after.find('13800000000', 'phone')).toEqual(before.find('13800000000', 'phone'));
    expect(() => before.open(renewed as Buffer, 'person.phone')).toThrow('no key number 2');
  });
});

test('either cipher opens what the other sealed under the same keys', () => {
  const file = keyFile();
  const sealed = openVault(file).seal('甲', 'c');
  const sm4 = openVault(file, { cipher: 'sm4' });
  expect(sm4.open(sealed, 'c')).toBe('甲');
  expect(sm4.renew(sealed, 'c')?.[0]).toBe(2);
});

test.each(['sha256', 'sm3'] as const)('the keyed hash is HMAC-%s', (name) => {
  const keyed = new KeyedHash(name, Buffer.from('a secret of any length'), 'test');
  fc.assert(
    fc.property(text, (plain) => {
      const expected = createHmac(name, keyed.key).update(plain, 'utf8').digest();
      expect(keyed.ofText(plain, 32)).toEqual(expected);
      expect(keyed.ofBytes([Buffer.from(plain, 'utf8')], 16)).toEqual(expected.subarray(0, 16));
    }),
  );
});

test('finding depends on text, purpose and key, and on nothing else', () => {
  const file = keyFile('sm3');
  const vault = openVault(file, { hash: 'sm3' });
  const found = vault.find('411525199001011234', 'identity');
  expect(found).toHaveLength(16);
  expect(openVault(file).find('411525199001011234', 'identity')).toEqual(found);
  expect(vault.find('411525199001011234', 'identity-tail')).not.toEqual(found);
  expect(vault.find('411525199001011235', 'identity')).not.toEqual(found);
  expect(openVault(keyFile('sm3')).find('411525199001011234', 'identity')).not.toEqual(found);
});

describe('the key file', () => {
  test('is its owner’s alone and is never overwritten', () => {
    const file = keyFile();
    const before = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(() => createKeys(file)).toThrow('cannot be used');
    expect(readFileSync(file, 'utf8')).toBe(before);
    chmodSync(file, 0o644);
    expect(() => openVault(file)).toThrow('chmod 600');
  });

  test('missing, broken or made for another hash, it is refused without being quoted', () => {
    expect(() => readKeys(join(folder, 'none.json'))).toThrow('cannot be used');
    const file = keyFile();
    expect(() => openVault(file, { hash: 'sm3' })).toThrow('hash sha256, not sm3');
    process.env['MINGBAI_KEYS'] = '{"find":"c2VjcmV0"';
    try {
      expect(() => openVault(file)).toThrow(/MINGBAI_KEYS.*not JSON$/);
    } finally {
      delete process.env['MINGBAI_KEYS'];
    }
  });
});

/** GB/T 32905-2016 example 1, GM/T 0042-2015 appendix D.3, GB/T 32907-2016 example 1, draft-ribose-cfrg-sm4 A.2.5. */
test('the national algorithms of this Node are the published ones', () => {
  const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
  expect(createHash('sm3').update('abc').digest('hex')).toBe(
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  );
  const counted = Buffer.from(Array.from({ length: 32 }, (_, at) => at + 1));
  const message = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2);
  expect(createHmac('sm3', counted).update(message).digest('hex')).toBe(
    'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
  );
  expect(createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(key).toString('hex')).toBe(
    '681edf34d206965e86b3e94f536e4246',
  );
  const counter = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
  const plain = Buffer.from(
    ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'aa', 'bb'].map((pair) => pair.repeat(8)).join(''),
    'hex',
  );
  expect(createCipheriv('sm4-ctr', key, counter).update(plain).toString('hex')).toBe(
    'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7' +
      'f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
  );
});
