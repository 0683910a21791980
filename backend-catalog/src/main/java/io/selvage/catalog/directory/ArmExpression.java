package io.selvage.catalog.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A Resource Manager template expression such as {@code [format('{0}/b',
 * parameters('name'))]}. Only functions whose value the template itself determines are
 * known.
 */
final class ArmExpression {

	/** A literal, with the function before it if it names a parameter or variable. */
	private static final Pattern LITERAL = Pattern.compile("((?:parameters|variables)\\s*\\(\\s*)?'(?:[^']++|'')*+'",
			Pattern.CASE_INSENSITIVE);

	/** They put texts together, so that what has no value stays to be seen. */
	private static final Set<String> CARRIERS = Set.of("concat", "format", "resourceid");

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final String text;

	private final ArmScope scope;

	private int at;

	private ArmExpression(String text, ArmScope scope) {
		this.text = text;
		this.scope = scope;
	}

	/** Whether a text is an expression; {@code [[} begins a literal bracket. */
	static boolean isExpression(String text) {
		return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
	}

	/**
	 * Evaluates a text that is an expression.
	 * @throws ArmTemplateException if it is malformed or uses an unknown function
	 */
	static JsonNode evaluate(String text, ArmScope scope) {
		ArmExpression expression = new ArmExpression(text.substring(1, text.length() - 1), scope);
		JsonNode value = expression.value();
		expression.skipBlanks();
		if (expression.at != expression.text.length()) {
			throw expression.failure("there is something behind its end");
		}
		return value;
	}

	private JsonNode value() {
		return this.scope.deeper(this::anyValue);
	}

	private JsonNode anyValue() {
		skipBlanks();
		if (this.at >= this.text.length()) {
			throw failure("it ends too early");
		}
		char first = this.text.charAt(this.at);
		if (first == '\'') {
			return JsonNodeFactory.instance.stringNode(literal());
		}
		if (Character.isDigit(first) || first == '-') {
			return number();
		}
		return call();
	}

	private String literal() {
		StringBuilder value = new StringBuilder();
		for (this.at++; this.at < this.text.length(); this.at++) {
			char character = this.text.charAt(this.at);
			if (character != '\'') {
				value.append(character);
			}
			else if (this.at + 1 < this.text.length() && this.text.charAt(this.at + 1) == '\'') {
				value.append('\'');
				this.at++;
			}
			else {
				this.at++;
				return value.toString();
			}
		}
		throw failure("a quote is missing");
	}

	private JsonNode number() {
		int start = this.at++;
		while (this.at < this.text.length() && Character.isDigit(this.text.charAt(this.at))) {
			this.at++;
		}
		try {
			return JsonNodeFactory.instance.numberNode(Integer.parseInt(this.text.substring(start, this.at)));
		}
		catch (NumberFormatException ex) {
			throw failure("a number is malformed");
		}
	}

	private JsonNode call() {
		int start = this.at;
		while (this.at < this.text.length() && Character.isLetterOrDigit(this.text.charAt(this.at))) {
			this.at++;
		}
		String function = this.text.substring(start, this.at);
		skipBlanks();
		if (function.isEmpty() || this.at >= this.text.length() || this.text.charAt(this.at) != '(') {
			throw failure("a function call is expected");
		}
		return members(apply(function, arguments()));
	}

	/** {@code .name} and {@code [index]} behind a call. */
	private JsonNode members(JsonNode value) {
		JsonNode here = value;
		skipBlanks();
		while (this.at < this.text.length() && (this.text.charAt(this.at) == '.' || this.text.charAt(this.at) == '[')) {
			boolean name = this.text.charAt(this.at++) == '.';
			JsonNode key = name ? NODES.stringNode(word()) : value();
			if (!name) {
				expect(']');
			}
			JsonNode inner = here.isArray() ? here.path(key.asInt(-1)) : ArmScope.get(here, key.asString(""));
			if (inner.isMissingNode()) {
				throw failure("there is no "
						+ ((name || key.isNumber()) ? "'" + key.asString("") + "'" : "member of the name in brackets"));
			}
			here = inner;
			skipBlanks();
		}
		return here;
	}

	private void expect(char sign) {
		skipBlanks();
		if (this.at >= this.text.length() || this.text.charAt(this.at) != sign) {
			throw failure("'" + sign + "' is missing");
		}
		this.at++;
	}

	private String word() {
		int start = this.at;
		while (this.at < this.text.length()
				&& (Character.isLetterOrDigit(this.text.charAt(this.at)) || this.text.charAt(this.at) == '_')) {
			this.at++;
		}
		return this.text.substring(start, this.at);
	}

	private List<JsonNode> arguments() {
		List<JsonNode> arguments = new ArrayList<>();
		this.at++;
		skipBlanks();
		while (this.at < this.text.length() && this.text.charAt(this.at) != ')') {
			arguments.add(value());
			skipBlanks();
			if (this.at < this.text.length() && this.text.charAt(this.at) == ',') {
				this.at++;
				skipBlanks();
			}
			else if (this.at >= this.text.length() || this.text.charAt(this.at) != ')') {
				throw failure("')' is missing");
			}
		}
		if (this.at >= this.text.length()) {
			throw failure("')' is missing");
		}
		this.at++;
		return arguments;
	}

	private JsonNode apply(String function, List<JsonNode> arguments) {
		String name = function.toLowerCase(Locale.ROOT);
		if (!CARRIERS.contains(name)) {
			arguments.forEach(this::requireValue);
		}
		try {
			JsonNode value = switch (name) {
				case "parameters" -> known(this.scope.parameter(argument(arguments, 0)), arguments, "parameter");
				case "variables" -> known(this.scope.variable(argument(arguments, 0)), arguments, "variable");
				case "copyindex" -> NODES.numberNode(copyIndex(arguments));
				default -> ArmFunctions.call(name, new ArmArguments(arguments));
			};
			if (value == null) {
				throw failure("the function '" + function + "' is not known here");
			}
			return value;
		}
		catch (IllegalArgumentException ex) {
			throw failure(String.valueOf(ex.getMessage()));
		}
		catch (ArithmeticException ex) {
			throw failure("a number is too large");
		}
	}

	/** {@code copyIndex(1)} counts from 1; the name of the loop may stand before. */
	private long copyIndex(List<JsonNode> arguments) {
		boolean named = !arguments.isEmpty() && arguments.get(0).isString();
		int offset = named ? 1 : 0;
		if (arguments.size() > offset + 1) {
			throw new IllegalArgumentException("copyIndex takes the name of a loop and an offset");
		}
		long index = this.scope.copyIndex(named ? arguments.get(0).stringValue() : null);
		return (arguments.size() > offset)
				? Math.addExact(index, new ArmArguments(arguments).number(offset).longValueExact()) : index;
	}

	private void requireValue(JsonNode argument) {
		String parameter = ArmMarks.find(argument.asString(""));
		if (parameter != null) {
			throw failure("the parameter '" + parameter + "' has no value");
		}
	}

	private JsonNode known(JsonNode value, List<JsonNode> arguments, String kind) {
		if (value.isMissingNode()) {
			throw failure("the " + kind + " '" + argument(arguments, 0) + "' has no value in the template");
		}
		return value;
	}

	private String argument(List<JsonNode> arguments, int index) {
		if (index >= arguments.size() || !arguments.get(index).isString()) {
			throw failure("a name is missing");
		}
		return arguments.get(index).stringValue();
	}

	private void skipBlanks() {
		while (this.at < this.text.length() && Character.isWhitespace(this.text.charAt(this.at))) {
			this.at++;
		}
	}

	private ArmTemplateException failure(String reason) {
		return new ArmTemplateException("The expression [" + shown() + "] can't be evaluated: " + reason + ".");
	}

	/** Literals may be secrets, apart from names. */
	private String shown() {
		if (this.text.chars().filter((character) -> character == '\'').count() % 2 != 0) {
			// Which of it is a literal can't be told.
			return this.text.substring(0, this.text.indexOf('\'')) + "'…";
		}
		return LITERAL.matcher(this.text)
			.replaceAll((literal) -> (literal.group(1) != null) ? Matcher.quoteReplacement(literal.group()) : "'…'");
	}

}
