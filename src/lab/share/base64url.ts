/** Bytes as text for addresses and JSON: base64 with `-` and `_`, without padding (RFC 4648, §5). */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const values = new Map([...digits].map((digit, value) => [digit.charCodeAt(0), value]))

export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] as number, bytes[i + 1], bytes[i + 2]]
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    text += digits.charAt(word >> 18) + digits.charAt((word >> 12) & 63)
    if (b !== undefined) text += digits.charAt((word >> 6) & 63)
    if (c !== undefined) text += digits.charAt(word & 63)
  }
  return text
}

/** Null when it has other characters, or a length that no bytes have. */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [word, bits, length] = [0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const value = values.get(text.charCodeAt(i))
    if (value === undefined) return null
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length++] = word >> bits
  }
  return bytes
}
