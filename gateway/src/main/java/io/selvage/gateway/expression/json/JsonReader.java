package io.selvage.gateway.expression.json;

import java.util.ArrayDeque;
import java.util.Deque;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into tokens as leniently as Json.NET: comments, single quotes, unquoted
 * names, NaN and Infinity, hexadecimal and octal numbers, constructor calls and trailing
 * commas are accepted; strings in the shape of ISO dates become dates.
 */
final class JsonReader {

	private final JsonScanner scanner;

	private final boolean dates;

	/** What is being read, outermost first: names of properties, and arrays. */
	private final Deque<Object> open = new ArrayDeque<>();

	private JsonReader(String text, boolean dates) {
		this.dates = dates;
		this.scanner = new JsonScanner(text, this::path);
	}

	/**
	 * Reads a document.
	 * @param json the text
	 * @param expected JToken, JObject or JArray
	 * @param dates whether strings in the shape of dates become dates
	 * @return the token
	 */
	static JToken read(@Nullable String json, String expected, boolean dates) {
		if (json == null) {
			throw ClrException.argumentNull("s");
		}
		JsonReader reader = new JsonReader(json, dates);
		JsonScanner scanner = reader.scanner;
		if (!scanner.skipBlanks()) {
			throw scanner.error("Error reading " + expected + " from JsonReader: the text is empty.");
		}
		char first = scanner.peek();
		if ((expected.equals("JObject") && first != '{') || (expected.equals("JArray") && first != '[')) {
			reader.value(0);
			throw scanner.error("Error reading " + expected + " from JsonReader. The text is no "
					+ (expected.equals("JObject") ? "object." : "array."));
		}
		JToken token = reader.value(0);
		if (scanner.skipBlanks()) {
			throw scanner
				.error("Additional text encountered after finished reading JSON content: " + scanner.peek() + ".");
		}
		return token;
	}

	private String path() {
		StringBuilder path = new StringBuilder();
		for (Object part : this.open) {
			if (part instanceof JContainer container) {
				path.append('[').append(container.count()).append(']');
			}
			else {
				JsonPath.appendName(path, part.toString());
			}
		}
		return path.toString();
	}

	private JToken value(int depth) {
		if (depth > JToken.MAX_DEPTH) {
			throw this.scanner.error("The reader's MaxDepth of " + JToken.MAX_DEPTH + " has been exceeded.");
		}
		if (!this.scanner.skipBlanks()) {
			throw unexpectedEnd();
		}
		char c = this.scanner.peek();
		switch (c) {
			case '{' -> {
				return object(depth);
			}
			case '[' -> {
				return array(depth);
			}
			case '"', '\'' -> {
				return string(this.scanner.quoted());
			}
			case 'n' -> {
				return (this.scanner.matches("new")) ? constructor(depth) : literal("null", JValue.nullValue());
			}
			case 't' -> {
				return literal("true", new JValue(true));
			}
			case 'f' -> {
				return literal("false", new JValue(false));
			}
			case 'u' -> {
				return literal("undefined", JValue.undefined());
			}
			case 'N' -> {
				return literal("NaN", new JValue(Double.NaN));
			}
			case 'I' -> {
				return literal("Infinity", new JValue(Double.POSITIVE_INFINITY));
			}
			default -> {
				if (c == '-' && this.scanner.matches("-Infinity")) {
					return literal("-Infinity", new JValue(Double.NEGATIVE_INFINITY));
				}
				if (c == '-' || c == '.' || (c >= '0' && c <= '9')) {
					return new JValue(JsonNumbers.parse(this.scanner.number(), this.scanner));
				}
				throw this.scanner.error("Unexpected character encountered while parsing value: " + c + ".");
			}
		}
	}

	private JToken string(String value) {
		Object date = this.dates ? JsonDates.parse(value) : null;
		return new JValue((date != null) ? date : value);
	}

	private JToken literal(String word, JToken token) {
		this.scanner.word(word);
		return token;
	}

	private JToken object(int depth) {
		JObject object = new JObject();
		this.scanner.next();
		while (true) {
			if (!this.scanner.skipBlanks()) {
				throw unexpectedEnd();
			}
			char c = this.scanner.peek();
			if (c == '}') {
				break;
			}
			property(object, depth);
			if (!separator('}')) {
				break;
			}
		}
		this.scanner.next();
		return object;
	}

	private void property(JObject object, int depth) {
		String name = this.scanner.name();
		if (!this.scanner.skipBlanks() || this.scanner.peek() != ':') {
			throw this.scanner.error("Invalid character after parsing property name. Expected ':'.");
		}
		this.scanner.next();
		this.open.addLast(name);
		JToken value = value(depth + 1);
		this.open.removeLast();
		object.set(name, value);
	}

	private JToken array(int depth) {
		JArray array = new JArray();
		elements(array, ']', depth);
		return array;
	}

	private JToken constructor(int depth) {
		this.scanner.word("new");
		this.scanner.skipBlanks();
		JConstructor constructor = new JConstructor(this.scanner.identifier(), null);
		if (!this.scanner.skipBlanks() || this.scanner.peek() != '(') {
			throw this.scanner.error("Unexpected character while parsing constructor. Expected '('.");
		}
		elements(constructor, ')', depth);
		return constructor;
	}

	private void elements(JContainer container, char close, int depth) {
		this.scanner.next();
		this.open.addLast(container);
		while (true) {
			if (!this.scanner.skipBlanks()) {
				throw unexpectedEnd();
			}
			char c = this.scanner.peek();
			if (c == close) {
				break;
			}
			container.add((c == ',') ? JValue.undefined() : value(depth + 1));
			if (!separator(close)) {
				break;
			}
		}
		this.open.removeLast();
		this.scanner.next();
	}

	/** Reads a comma; returns false at the end of the container. */
	private boolean separator(char close) {
		if (!this.scanner.skipBlanks()) {
			throw unexpectedEnd();
		}
		char c = this.scanner.peek();
		if (c == close) {
			return false;
		}
		if (c != ',') {
			throw this.scanner.error("After parsing a value an unexpected character was encountered: " + c + ".");
		}
		this.scanner.next();
		return true;
	}

	private ClrException unexpectedEnd() {
		return this.scanner.error("Unexpected end of content while reading JSON.");
	}

}
