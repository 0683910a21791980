package io.selvage.catalog.directory;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The functions of template expressions whose value depends on their arguments alone.
 */
final class ArmFunctions {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	/** What they tell is decided while a template is deployed. */
	private static final Set<String> OF_A_DEPLOYMENT = Set.of("reference", "listkeys", "listsecrets", "resourcegroup",
			"subscription", "deployment", "environment");

	private ArmFunctions() {
	}

	/**
	 * Calls a function.
	 * @param name its name, in lower case
	 * @return the value, or null if there is no such function
	 * @throws IllegalArgumentException if it can't be called with these arguments
	 */
	static @Nullable JsonNode call(String name, ArmArguments given) {
		if (OF_A_DEPLOYMENT.contains(name)) {
			throw new IllegalArgumentException("the value of '" + name + "' is only known to Resource Manager");
		}
		JsonNode value = text(name, given);
		value = (value != null) ? value : logic(name, given);
		value = (value != null) ? value : number(name, given);
		return (value != null) ? value : collection(name, given);
	}

	private static @Nullable JsonNode text(String name, ArmArguments given) {
		return switch (name) {
			case "format" -> NODES.stringNode(format(given));
			case "resourceid" -> NODES.stringNode(resourceId(given.texts()));
			case "tolower" -> NODES.stringNode(given.text(0).toLowerCase(Locale.ROOT));
			case "toupper" -> NODES.stringNode(given.text(0).toUpperCase(Locale.ROOT));
			case "trim" -> NODES.stringNode(given.text(0).strip());
			case "string" -> NODES.stringNode(given.at(0).isContainer() ? given.at(0).toString() : given.text(0));
			case "replace" -> NODES.stringNode(given.text(0).replace(given.text(1), given.text(2)));
			case "substring" -> NODES.stringNode(substring(given));
			case "uri" -> NODES.stringNode(uri(given.text(0), given.text(1)));
			case "uricomponent" ->
				NODES.stringNode(URLEncoder.encode(given.text(0), StandardCharsets.UTF_8).replace("+", "%20"));
			case "base64" ->
				NODES.stringNode(Base64.getEncoder().encodeToString(given.text(0).getBytes(StandardCharsets.UTF_8)));
			case "json" -> json(given.text(0));
			case "startswith" -> NODES
				.booleanNode(given.text(0).toLowerCase(Locale.ROOT).startsWith(given.text(1).toLowerCase(Locale.ROOT)));
			case "endswith" -> NODES
				.booleanNode(given.text(0).toLowerCase(Locale.ROOT).endsWith(given.text(1).toLowerCase(Locale.ROOT)));
			case "indexof" -> NODES
				.numberNode(given.text(0).toLowerCase(Locale.ROOT).indexOf(given.text(1).toLowerCase(Locale.ROOT)));
			default -> null;
		};
	}

	private static @Nullable JsonNode logic(String name, ArmArguments given) {
		return switch (name) {
			case "true" -> NODES.booleanNode(true);
			case "false" -> NODES.booleanNode(false);
			case "null" -> NODES.nullNode();
			case "bool" -> NODES.booleanNode(given.text(0).equalsIgnoreCase("true") || given.text(0).equals("1"));
			case "if" -> given.flag(0) ? given.at(1) : given.at(2);
			case "not" -> NODES.booleanNode(!given.flag(0));
			case "and" -> NODES.booleanNode(given.values().stream().allMatch((value) -> value.asBoolean(false)));
			case "or" -> NODES.booleanNode(given.values().stream().anyMatch((value) -> value.asBoolean(false)));
			case "equals" -> NODES.booleanNode(ArmArguments.same(given.at(0), given.at(1)));
			case "greater" -> NODES.booleanNode(given.compare() > 0);
			case "greaterorequals" -> NODES.booleanNode(given.compare() >= 0);
			case "less" -> NODES.booleanNode(given.compare() < 0);
			case "lessorequals" -> NODES.booleanNode(given.compare() <= 0);
			case "coalesce" ->
				given.values().stream().filter((value) -> !value.isNull()).findFirst().orElse(NODES.nullNode());
			default -> null;
		};
	}

	private static @Nullable JsonNode number(String name, ArmArguments given) {
		return switch (name) {
			case "int" -> node(given.number(0));
			case "add" -> node(given.number(0).add(given.number(1)));
			case "sub" -> node(given.number(0).subtract(given.number(1)));
			case "mul" -> node(given.number(0).multiply(given.number(1)));
			case "div" -> node(given.number(0).divide(given.divisor(1)));
			case "mod" -> node(given.number(0).remainder(given.divisor(1)));
			default -> null;
		};
	}

	private static JsonNode node(BigInteger number) {
		return NODES.numberNode(number.longValueExact());
	}

	private static @Nullable JsonNode collection(String name, ArmArguments given) {
		return switch (name) {
			case "concat" -> concat(given);
			case "createarray" -> array(given.values());
			case "createobject" -> object(given);
			case "array" -> given.at(0).isArray() ? given.at(0) : array(given.values());
			case "split" -> array(Arrays.stream(given.text(0).split(Pattern.quote(given.text(1)), -1))
				.<JsonNode>map(NODES::stringNode)
				.toList());
			case "join" -> NODES.stringNode(String.join(given.text(1), given.elementTexts(0)));
			case "length" -> NODES.numberNode(given.at(0).isContainer() ? given.at(0).size() : given.text(0).length());
			case "empty" -> NODES.booleanNode(given.at(0).isNull()
					|| (given.at(0).isContainer() ? given.at(0).isEmpty() : given.text(0).isEmpty()));
			case "contains" -> NODES.booleanNode(contains(given));
			case "first" -> end(given, true);
			case "last" -> end(given, false);
			case "union" -> union(given);
			default -> null;
		};
	}

	private static JsonNode concat(ArmArguments given) {
		if (!given.values().isEmpty() && given.at(0).isArray()) {
			List<JsonNode> all = new ArrayList<>();
			for (int i = 0; i < given.values().size(); i++) {
				all.addAll(given.elements(i));
			}
			return array(all);
		}
		return NODES.stringNode(String.join("", given.texts()));
	}

	private static ArrayNode array(List<JsonNode> values) {
		return NODES.arrayNode().addAll(values);
	}

	private static ObjectNode object(ArmArguments given) {
		ObjectNode object = NODES.objectNode();
		for (int i = 0; i < given.values().size(); i += 2) {
			object.set(given.text(i), given.at(i + 1));
		}
		return object;
	}

	private static boolean contains(ArmArguments given) {
		if (given.at(0).isArray()) {
			return given.elements(0).stream().anyMatch((each) -> ArmArguments.same(each, given.at(1)));
		}
		return given.at(0).isObject() ? given.at(0).has(given.text(1)) : given.text(0).contains(given.text(1));
	}

	private static JsonNode end(ArmArguments given, boolean first) {
		if (given.at(0).isArray()) {
			List<JsonNode> elements = given.elements(0);
			return elements.isEmpty() ? NODES.nullNode() : elements.get(first ? 0 : elements.size() - 1);
		}
		String text = given.text(0);
		return NODES.stringNode(text.isEmpty() ? "" : first ? text.substring(0, 1) : text.substring(text.length() - 1));
	}

	private static JsonNode union(ArmArguments given) {
		if (given.at(0).isArray()) {
			List<JsonNode> all = new ArrayList<>();
			for (int i = 0; i < given.values().size(); i++) {
				given.elements(i)
					.stream()
					.filter((each) -> all.stream().noneMatch((known) -> ArmArguments.same(known, each)))
					.forEach(all::add);
			}
			return array(all);
		}
		ObjectNode object = NODES.objectNode();
		given.values()
			.forEach((each) -> each.properties().forEach((member) -> object.set(member.getKey(), member.getValue())));
		return object;
	}

	/** What parsers say quotes what they read. */
	private static JsonNode json(String text) {
		try {
			return ContractJson.parse(text);
		}
		catch (DocumentException ex) {
			throw new IllegalArgumentException("the text is not JSON", ex);
		}
	}

	private static String uri(String base, String relative) {
		try {
			return new URI(base).resolve(new URI(relative)).toString();
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("a text is not a URI", ex);
		}
	}

	private static String substring(ArmArguments given) {
		String text = given.text(0);
		int start = given.number(1).intValueExact();
		int end = (given.values().size() > 2) ? start + given.number(2).intValueExact() : text.length();
		if (start < 0 || end < start || end > text.length()) {
			throw new IllegalArgumentException("the part of the text does not lie within it");
		}
		return text.substring(start, end);
	}

	private static String format(ArmArguments given) {
		String result = given.text(0);
		for (int i = 1; i < given.values().size(); i++) {
			result = result.replace("{" + (i - 1) + "}", given.text(i));
		}
		return result;
	}

	/**
	 * {@code resourceId('Microsoft.ApiManagement/service/backends', 'svc', 'b')}; a
	 * subscription and a resource group may stand before the type.
	 */
	private static String resourceId(List<String> arguments) {
		int at = 0;
		while (at < arguments.size() - 1 && !arguments.get(at).contains("/")) {
			at++;
		}
		String[] types = arguments.isEmpty() ? new String[0] : arguments.get(at).split("/");
		if (types.length < 2 || Arrays.stream(types).anyMatch(String::isBlank)) {
			throw new IllegalArgumentException("a type such as Microsoft.ApiManagement/service is missing");
		}
		StringBuilder id = new StringBuilder("/providers/").append(types[0]);
		for (int i = 1; i < types.length; i++) {
			if (at + i >= arguments.size()) {
				throw new IllegalArgumentException("an argument is missing");
			}
			id.append('/').append(types[i]).append('/').append(arguments.get(at + i));
		}
		return id.toString();
	}

}
