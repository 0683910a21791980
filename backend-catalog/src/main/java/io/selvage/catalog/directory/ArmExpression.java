package io.selvage.catalog.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
	private static final Pattern LITERAL = Pattern.compile("((?:parameters|variables)\\s*\\(\\s*)?'(?:[^']|'')*'",
			Pattern.CASE_INSENSITIVE);

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
		List<JsonNode> arguments = arguments();
		skipBlanks();
		if (this.at < this.text.length() && (this.text.charAt(this.at) == '.' || this.text.charAt(this.at) == '[')) {
			throw failure("the value of '" + function + "' is only known to Resource Manager");
		}
		return apply(function, arguments);
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
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		return switch (function.toLowerCase(Locale.ROOT)) {
			case "parameters" -> known(this.scope.parameter(argument(arguments, 0)), arguments, "parameter");
			case "variables" -> known(this.scope.variable(argument(arguments, 0)), arguments, "variable");
			case "concat" -> nodes.stringNode(String.join("", arguments.stream().map(JsonNode::asString).toList()));
			case "format" -> nodes.stringNode(format(arguments));
			case "resourceid" -> nodes.stringNode(resourceId(arguments));
			case "tolower" -> nodes.stringNode(argument(arguments, 0).toLowerCase(Locale.ROOT));
			case "toupper" -> nodes.stringNode(argument(arguments, 0).toUpperCase(Locale.ROOT));
			case "string" -> nodes.stringNode(argument(arguments, 0));
			case "true" -> nodes.booleanNode(true);
			case "false" -> nodes.booleanNode(false);
			case "null" -> nodes.nullNode();
			default -> throw failure("the function '" + function + "' is not known here");
		};
	}

	private JsonNode known(JsonNode value, List<JsonNode> arguments, String kind) {
		if (value.isMissingNode()) {
			throw failure("the " + kind + " '" + argument(arguments, 0) + "' has no value in the template");
		}
		return value;
	}

	private String format(List<JsonNode> arguments) {
		String result = argument(arguments, 0);
		for (int i = 1; i < arguments.size(); i++) {
			result = result.replace("{" + (i - 1) + "}", arguments.get(i).asString());
		}
		return result;
	}

	/** {@code resourceId('Microsoft.ApiManagement/service/backends', 'svc', 'b')}. */
	private String resourceId(List<JsonNode> arguments) {
		String[] types = argument(arguments, 0).split("/");
		StringBuilder id = new StringBuilder("/providers/").append(types[0]);
		for (int i = 1; i < types.length; i++) {
			id.append('/').append(types[i]).append('/').append(argument(arguments, i));
		}
		return id.toString();
	}

	private String argument(List<JsonNode> arguments, int index) {
		if (index >= arguments.size()) {
			throw failure("an argument is missing");
		}
		return Objects.requireNonNull(arguments.get(index)).asString();
	}

	private void skipBlanks() {
		while (this.at < this.text.length() && Character.isWhitespace(this.text.charAt(this.at))) {
			this.at++;
		}
	}

	private ArmTemplateException failure(String reason) {
		// Other literals may be secrets.
		String shown = LITERAL.matcher(this.text)
			.replaceAll((literal) -> (literal.group(1) != null) ? Matcher.quoteReplacement(literal.group()) : "'…'");
		return new ArmTemplateException("The expression [" + shown + "] can't be evaluated: " + reason + ".");
	}

}
