package io.selvage.catalog.certificate;

/**
 * Finds the iteration counts in a DER document without decrypting anything. A PKCS #12
 * container states them in PBE parameters and in its MAC data: always an INTEGER directly
 * behind an OCTET STRING, the salt. The walk looks into every constructed value, and into
 * octet strings that hold DER themselves, as the safes of a container do.
 */
final class IterationCounts {

	/** What takes about a quarter of a second. */
	static final int LIMIT = 600_000;

	private static final int MAX_DEPTH = 32;

	private static final int INTEGER = 0x02;

	private static final int OCTET_STRING = 0x04;

	private static final int CONSTRUCTED = 0x20;

	private final byte[] der;

	private long highest;

	private IterationCounts(byte[] der) {
		this.der = der;
	}

	static int highest(byte[] der) {
		IterationCounts counts = new IterationCounts(der);
		counts.walk(0, der.length, 0);
		return (int) Math.min(Integer.MAX_VALUE, counts.highest);
	}

	/**
	 * Walks the values of a range.
	 * @return false if the range is not DER
	 */
	private boolean walk(int from, int to, int depth) {
		int at = from;
		boolean behindSalt = false;
		while (at < to) {
			if (to - at < 2 || depth > MAX_DEPTH) {
				return false;
			}
			int tag = this.der[at] & 0xff;
			int length = this.der[at + 1] & 0xff;
			int content = at + 2;
			if (length > 0x80) {
				int bytes = length - 0x80;
				if (bytes > 4 || content + bytes > to) {
					return false;
				}
				long announced = 0;
				for (int i = 0; i < bytes; i++) {
					announced = announced << 8 | this.der[content + i] & 0xff;
				}
				content += bytes;
				length = (int) Math.min(announced, Integer.MAX_VALUE);
			}
			boolean indefinite = length == 0x80 && (tag & CONSTRUCTED) != 0;
			int end = indefinite ? to : content + length;
			if (end < content || end > to) {
				return false;
			}
			if (tag == INTEGER && behindSalt) {
				this.highest = Math.max(this.highest, number(content, end));
			}
			if ((tag & CONSTRUCTED) != 0 || tag == OCTET_STRING) {
				walk(content, end, depth + 1);
			}
			behindSalt = tag == OCTET_STRING;
			at = end;
		}
		return true;
	}

	private long number(int from, int to) {
		if (to - from > 8) {
			return Long.MAX_VALUE;
		}
		long value = 0;
		for (int i = from; i < to; i++) {
			value = value << 8 | this.der[i] & 0xff;
		}
		return (value < 0) ? Long.MAX_VALUE : value;
	}

}
