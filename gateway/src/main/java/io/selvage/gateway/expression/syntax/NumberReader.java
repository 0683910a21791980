package io.selvage.gateway.expression.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;

/**
 * Reads numbers. The value has the type C# gives the literal: the first of int, uint,
 * long and ulong that holds it, narrowed by its suffix.
 */
final class NumberReader {

	private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);

	private static final BigInteger UINT_MAX = BigInteger.valueOf(0xffff_ffffL);

	private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

	private NumberReader() {
	}

	static Token read(CharSequence text, int start, int end) {
		int at = start;
		int radix = 10;
		if (text.charAt(at) == '0' && at + 1 < end) {
			char marker = Character.toLowerCase(text.charAt(at + 1));
			radix = (marker == 'x') ? 16 : (marker == 'b') ? 2 : 10;
		}
		if (radix != 10) {
			int from = at + 2;
			at = digits(text, from, end, radix);
			String digits = clean(text, from, at);
			if (digits.isEmpty()) {
				throw new SyntaxException("CS1013", "Invalid number", start);
			}
			return integer(text, start, at, end, new BigInteger(digits, radix));
		}
		at = digits(text, at, end, 10);
		boolean real = false;
		if (at + 1 < end && text.charAt(at) == '.' && Lexer.isDigit(text.charAt(at + 1))) {
			real = true;
			at = digits(text, at + 1, end, 10);
		}
		if (at < end && Character.toLowerCase(text.charAt(at)) == 'e') {
			int sign = (at + 1 < end && "+-".indexOf(text.charAt(at + 1)) >= 0) ? at + 2 : at + 1;
			int last = digits(text, sign, end, 10);
			if (last > sign) {
				real = true;
				at = last;
			}
		}
		String digits = clean(text, start, at);
		char suffix = (at < end) ? Character.toLowerCase(text.charAt(at)) : '\0';
		if (suffix == 'd' || suffix == 'f' || suffix == 'm') {
			Object value = (suffix == 'd') ? (Object) Double.valueOf(digits)
					: (suffix == 'f') ? (Object) Float.valueOf(digits) : new BigDecimal(digits);
			return token(text, start, at + 1, end, value);
		}
		return real ? token(text, start, at, end, Double.valueOf(digits))
				: integer(text, start, at, end, new BigInteger(digits));
	}

	private static Token integer(CharSequence text, int start, int digitsEnd, int end, BigInteger value) {
		int at = digitsEnd;
		while (at < end && at < digitsEnd + 2 && "uUlL".indexOf(text.charAt(at)) >= 0) {
			at++;
		}
		String suffix = text.subSequence(digitsEnd, at).toString().toLowerCase(Locale.ROOT);
		if (value.bitLength() > 64) {
			throw new SyntaxException("CS1021", "Integral constant is too large", start);
		}
		boolean unsigned = suffix.contains("u");
		boolean wide = suffix.contains("l");
		Object result;
		if (!unsigned && !wide && value.compareTo(INT_MAX) <= 0) {
			result = value.intValue();
		}
		else if (!wide && value.compareTo(UINT_MAX) <= 0) {
			result = new UInt32(value.intValue());
		}
		else if (!unsigned && value.compareTo(LONG_MAX) <= 0) {
			result = value.longValue();
		}
		else {
			result = new UInt64(value.longValue());
		}
		return token(text, start, at, end, result);
	}

	private static Token token(CharSequence text, int start, int at, int end, Object value) {
		if (at < end && Lexer.isIdentifierStart(text.charAt(at))) {
			throw new SyntaxException("CS1013", "Invalid number", start);
		}
		return new Token(Token.Kind.LITERAL, text.subSequence(start, at).toString(), value, start, at);
	}

	private static int digits(CharSequence text, int from, int end, int radix) {
		int at = from;
		while (at < end && ((Character.digit(text.charAt(at), radix) >= 0 && text.charAt(at) < 128)
				|| (text.charAt(at) == '_' && at > from))) {
			at++;
		}
		return at;
	}

	private static String clean(CharSequence text, int from, int to) {
		return text.subSequence(from, to).toString().replace("_", "");
	}

}
