package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import tools.jackson.databind.JsonNode;

/**
 * {@code $filter} of a list: comparisons (eq, ne, gt, ge, lt, le) and the functions
 * contains, substringof, startswith and endswith, joined by and, or, not and parentheses.
 * Fields are properties, their paths with slashes, or {@code name}; texts compare without
 * case.
 */
final class ODataFilter {

	private static final Pattern TOKEN = Pattern.compile(
			"\\s*(?:(?<text>'(?:[^']++|'')*+')|(?<word>[A-Za-z_][A-Za-z0-9_./-]*)|(?<number>-?\\d[\\d.:TZ+-]*)|(?<sign>[(),]))");

	/** Parentheses and negations in one another; filters of clients have a few. */
	private static final int DEEPEST = 100;

	/** How much of a filter a refusal repeats, in characters. */
	private static final int LONGEST_SHOWN = 1000;

	private final List<String> tokens = new ArrayList<>();

	private final String text;

	private int at;

	private int depth;

	private ODataFilter(String text) {
		this.text = text;
		Matcher matcher = TOKEN.matcher(text);
		int last = text.stripTrailing().length();
		int end = 0;
		while (end < last) {
			if (!matcher.find(end) || matcher.start() != end) {
				int blanks = text.length() - end - text.substring(end).stripLeading().length();
				throw refusal("unexpected character at position " + (end + blanks + 1));
			}
			this.tokens.add(matcher.group().strip());
			end = matcher.end();
		}
	}

	/**
	 * Reads a filter.
	 * @param text the filter
	 * @return what it lets through
	 * @throws CatalogException with a validation error that says what is wrong
	 */
	static Predicate<Fields> parse(String text) {
		ODataFilter filter = new ODataFilter(text);
		Predicate<Fields> predicate = filter.or();
		if (filter.at < filter.tokens.size()) {
			throw filter.refusal("unexpected '" + filter.tokens.get(filter.at) + "'");
		}
		return predicate;
	}

	private CatalogException refusal(String reason) {
		String shown = (this.text.length() <= LONGEST_SHOWN) ? this.text : this.text.substring(0, LONGEST_SHOWN) + "…";
		return new CatalogException(CatalogError.VALIDATION,
				"The $filter '" + shown + "' is not valid: " + reason + ".");
	}

	private Predicate<Fields> or() {
		List<Predicate<Fields>> alternatives = new ArrayList<>(List.of(and()));
		while (take("or")) {
			alternatives.add(and());
		}
		return (fields) -> alternatives.stream().anyMatch((each) -> each.test(fields));
	}

	private Predicate<Fields> and() {
		List<Predicate<Fields>> conditions = new ArrayList<>(List.of(term()));
		while (take("and")) {
			conditions.add(term());
		}
		return (fields) -> conditions.stream().allMatch((each) -> each.test(fields));
	}

	private Predicate<Fields> term() {
		if (++this.depth > DEEPEST) {
			throw refusal("more than " + DEEPEST + " parentheses and negations stand in one another");
		}
		Predicate<Fields> term = innerTerm();
		this.depth--;
		return term;
	}

	private Predicate<Fields> innerTerm() {
		if (take("not")) {
			return term().negate();
		}
		if (take("(")) {
			Predicate<Fields> inside = or();
			expect(")");
			return inside;
		}
		String word = next();
		if (take("(")) {
			return function(word.toLowerCase(Locale.ROOT));
		}
		return comparison(word, next().toLowerCase(Locale.ROOT), next());
	}

	private Predicate<Fields> function(String name) {
		String first = next();
		expect(",");
		String second = next();
		expect(")");
		BiPredicate<String, String> test = switch (name) {
			case "contains", "substringof" -> String::contains;
			case "startswith" -> String::startsWith;
			case "endswith" -> String::endsWith;
			default -> throw refusal("there is no function '" + name + "'");
		};
		// substringof(text, field) is the older, contains(field, text) the newer order.
		boolean fieldFirst = !first.startsWith("'");
		String field = fieldFirst ? first : second;
		String text = literal(fieldFirst ? second : first).toLowerCase(Locale.ROOT);
		return (fields) -> test.test(fields.value(field).toLowerCase(Locale.ROOT), text);
	}

	private Predicate<Fields> comparison(String field, String operator, String literal) {
		String expected = literal(literal);
		boolean lastSegment = isId(field) && !expected.contains("/");
		ToIntFunction<Fields> order = (fields) -> {
			String value = fields.value(field);
			return compare(lastSegment ? value.substring(value.lastIndexOf('/') + 1) : value, expected);
		};
		return switch (operator) {
			case "eq" -> (fields) -> order.applyAsInt(fields) == 0;
			case "ne" -> (fields) -> order.applyAsInt(fields) != 0;
			case "gt" -> (fields) -> order.applyAsInt(fields) > 0;
			case "ge" -> (fields) -> order.applyAsInt(fields) >= 0;
			case "lt" -> (fields) -> order.applyAsInt(fields) < 0;
			case "le" -> (fields) -> order.applyAsInt(fields) <= 0;
			default -> throw refusal("there is no operator '" + operator + "'");
		};
	}

	/**
	 * Whether a field is an id, which equals its last segment, too: {@code id}, {@code
	 * productId}, and the scope of a subscription.
	 */
	private static boolean isId(String field) {
		String name = field.substring(field.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
		return name.endsWith("id") || name.equals("scope");
	}

	private static int compare(String value, String expected) {
		try {
			return Double.compare(Double.parseDouble(value), Double.parseDouble(expected));
		}
		catch (NumberFormatException notNumbers) {
			return value.compareToIgnoreCase(expected);
		}
	}

	static String value(JsonNode object, String field) {
		JsonNode here = object;
		for (String name : field.split("/")) {
			here = here.path(exactName(here, name));
		}
		return here.asString("");
	}

	private static String exactName(JsonNode object, String name) {
		for (String candidate : object.propertyNames()) {
			if (candidate.equalsIgnoreCase(name)) {
				return candidate;
			}
		}
		return name;
	}

	private String literal(String token) {
		return token.startsWith("'") ? token.substring(1, token.length() - 1).replace("''", "'") : token;
	}

	private boolean take(String token) {
		if (this.at < this.tokens.size() && this.tokens.get(this.at).equalsIgnoreCase(token)) {
			this.at++;
			return true;
		}
		return false;
	}

	private void expect(String token) {
		if (!take(token)) {
			throw refusal("'" + token + "' is expected"
					+ ((this.at < this.tokens.size()) ? " before '" + this.tokens.get(this.at) + "'" : " at the end"));
		}
	}

	private String next() {
		if (this.at >= this.tokens.size()) {
			throw refusal("it ends too early");
		}
		return this.tokens.get(this.at++);
	}

	/**
	 * What a filter looks at.
	 */
	@FunctionalInterface
	interface Fields {

		/** The text of a field; empty if there is none. */
		String value(String field);

	}

}
