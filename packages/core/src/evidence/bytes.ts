/** Latin-1 text of some bytes: for marks and names in file formats. */
export function textAt(bytes: Uint8Array, offset: number, length: number): string {
  let text = '';
  const end = Math.min(bytes.length, offset + length);
  for (let at = offset; at < end; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

export function startsWith(bytes: Uint8Array, mark: string, offset = 0): boolean {
  return textAt(bytes, offset, mark.length) === mark;
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether the mark occurs anywhere. */
export function contains(bytes: Uint8Array, mark: string): boolean {
  const wanted = bytesOf(mark);
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}
