import { Problem } from '@mingbai/core';

export type CipherName = 'aes-256-gcm' | 'sm4';

export type HashName = 'sha256' | 'sm3';

/** `MINGBAI_CIPHER`: `aes-256-gcm` unless told, or `sm4`. What was sealed before opens either way. */
export function cipherSetting(): CipherName {
  return oneOf('MINGBAI_CIPHER', ['aes-256-gcm', 'sm4']);
}

/**
 * `MINGBAI_HASH`: `sha256` unless told, or `sm3`. For the look-ups it is read once, when the key file is made; the
 * journal's seals name their own, so it may change there.
 */
export function hashSetting(): HashName {
  return oneOf('MINGBAI_HASH', ['sha256', 'sm3']);
}

function oneOf<T extends string>(name: string, values: readonly [T, ...T[]]): T {
  const given = process.env[name];
  if (given === undefined || given === '') return values[0];
  const found = values.find((value) => value === given.toLowerCase());
  if (found === undefined)
    throw new Problem('invalid-input', { detail: `${name}=${given}: ${values.join(' | ')}` });
  return found;
}
