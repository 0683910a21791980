package io.selvage.gateway.policy.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A document with its named values put in. Each character knows its offset in the
 * author's text; characters of values are marked, because they are never markup: a
 * password with a quote stays one value.
 */
final class MappedText {

	/** A document must not grow without limit by its named values. */
	static final int LONGEST = 512 * 1024;

	private static final int LONGEST_NAME = 256;

	private final String text;

	private final int[] origins;

	private final BitSet pasted;

	private final List<Paste> secrets;

	private final List<Unknown> unknown;

	private MappedText(String text, int[] origins, BitSet pasted, List<Paste> secrets, List<Unknown> unknown) {
		this.text = text;
		this.origins = origins;
		this.pasted = pasted;
		this.secrets = secrets;
		this.unknown = unknown;
	}

	/**
	 * Puts named values in. A name consists of letters, digits, dots, dashes and
	 * underscores; blanks may surround it.
	 */
	static MappedText substitute(String source, NamedValueLookup lookup) {
		Builder builder = new Builder(source);
		int at = 0;
		while (true) {
			int open = source.indexOf("{{", at);
			if (open < 0) {
				break;
			}
			int nameStart = skipBlanks(source, open + 2);
			int nameEnd = nameStart;
			while (nameEnd < source.length() && isNameCharacter(source.charAt(nameEnd))
					&& nameEnd - nameStart < LONGEST_NAME) {
				nameEnd++;
			}
			int close = skipBlanks(source, nameEnd);
			if (nameEnd == nameStart || !source.startsWith("}}", close)) {
				builder.copy(at, open + 1);
				at = open + 1;
				continue;
			}
			String name = source.substring(nameStart, nameEnd);
			NamedValueLookup.Found found = lookup.find(name);
			builder.copy(at, open);
			if (found != null) {
				builder.paste(open, close + 2, found);
			}
			else {
				builder.unknown(open, name);
				builder.copy(open, close + 2);
			}
			at = close + 2;
		}
		builder.copy(at, source.length());
		return builder.build();
	}

	private static int skipBlanks(String text, int from) {
		int at = from;
		while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
			at++;
		}
		return at;
	}

	private static boolean isNameCharacter(char c) {
		return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
	}

	String text() {
		return this.text;
	}

	int length() {
		return this.text.length();
	}

	char charAt(int index) {
		return this.text.charAt(index);
	}

	/**
	 * Returns the character if it can be markup.
	 * @return NUL behind the end and for characters of a named value
	 */
	char markupAt(int index) {
		return (index >= this.text.length() || this.pasted.get(index)) ? '\0' : this.text.charAt(index);
	}

	int origin(int index) {
		return this.origins[Math.min(index, this.origins.length - 1)];
	}

	@Nullable Paste secretAt(int index) {
		for (Paste paste : this.secrets) {
			if (index >= paste.start() && index < paste.end()) {
				return paste;
			}
		}
		return null;
	}

	List<String> secretValues() {
		return this.secrets.stream()
			.map((paste) -> this.text.substring(paste.start(), paste.end()))
			.distinct()
			.toList();
	}

	List<Unknown> unknownWithin(Predicate<Unknown> range) {
		return this.unknown.stream().filter(range).toList();
	}

	/**
	 * A secret value within the text.
	 */
	record Paste(int start, int end, String reference) {

		@Override
		public String toString() {
			return this.reference;
		}

	}

	/**
	 * A reference nobody could resolve.
	 */
	record Unknown(int index, int origin, String name) {
	}

	private static final class Builder {

		private final String source;

		private final StringBuilder text;

		private int[] origins;

		private final BitSet pasted = new BitSet();

		private final List<Paste> secrets = new ArrayList<>();

		private final List<Unknown> unknown = new ArrayList<>();

		Builder(String source) {
			this.source = source;
			this.text = new StringBuilder(source.length() + 64);
			this.origins = new int[source.length() + 64];
		}

		void copy(int from, int to) {
			for (int i = from; i < to; i++) {
				add(this.source.charAt(i), i);
			}
		}

		void paste(int from, int to, NamedValueLookup.Found found) {
			int start = this.text.length();
			String value = found.value();
			if (start + value.length() > LONGEST) {
				throw new DocumentException(from, "policies",
						"With its named values the document is longer than " + LONGEST + " characters.");
			}
			for (int i = 0; i < value.length(); i++) {
				add(value.charAt(i), from);
			}
			this.pasted.set(start, this.text.length());
			if (found.secret() && !value.isEmpty()) {
				this.secrets.add(new Paste(start, this.text.length(), this.source.substring(from, to)));
			}
		}

		void unknown(int from, String name) {
			this.unknown.add(new Unknown(this.text.length(), from, name));
		}

		private void add(char c, int origin) {
			int index = this.text.length();
			if (index + 1 >= this.origins.length) {
				this.origins = Arrays.copyOf(this.origins, this.origins.length * 2);
			}
			this.text.append(c);
			this.origins[index] = origin;
		}

		MappedText build() {
			int length = this.text.length();
			int[] exact = Arrays.copyOf(this.origins, length + 1);
			exact[length] = this.source.length();
			return new MappedText(this.text.toString(), exact, this.pasted, this.secrets, this.unknown);
		}

	}

}
