package io.selvage.fabric.naming;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The members of one JSON object, read by name. Members nobody asks for are ignored;
 * members that are missing or of the wrong type are refused, naming the place.
 */
record Fields(JsonNode node, String where) {

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(100).build())
			.build())
		.build();

	static JsonNode tree(byte[] json) {
		try {
			return orMissing(MAPPER.readTree(json));
		}
		catch (JacksonException ex) {
			throw notJson("the answer", ex);
		}
	}

	static JsonNode tree(String json, String what) {
		try {
			return orMissing(MAPPER.readTree(json));
		}
		catch (JacksonException ex) {
			throw notJson(what, ex);
		}
	}

	private static JsonNode orMissing(@Nullable JsonNode node) {
		if (node == null || node.isMissingNode()) {
			throw new FabricException.InvalidAnswer("the answer is empty");
		}
		return node;
	}

	private static FabricException notJson(String what, JacksonException ex) {
		var at = ex.getLocation();
		String place = (at != null) ? " at line " + at.getLineNr() + ", column " + at.getColumnNr() : "";
		return new FabricException.InvalidAnswer(what + " is not valid JSON" + place);
	}

	static Fields of(byte[] json) {
		return of(tree(json), "");
	}

	static Fields of(JsonNode node, String where) {
		if (!node.isObject()) {
			throw new FabricException.InvalidAnswer(
					"expected an object" + (where.isEmpty() ? "" : " at " + where) + ", found " + describe(node));
		}
		return new Fields(node, where);
	}

	private static String describe(JsonNode node) {
		return node.getNodeType().name().toLowerCase(Locale.ROOT);
	}

	private String path(String name) {
		return this.where.isEmpty() ? name : this.where + '.' + name;
	}

	private FabricException refuse(String name, String expected, @Nullable JsonNode found) {
		String actual = (found == null) ? "it is missing"
				: "found " + describe(found) + (found.isValueNode() ? " '" + shorten(found.asString()) + "'" : "");
		return new FabricException.InvalidAnswer("expected " + expected + " at " + path(name) + ", " + actual);
	}

	private static String shorten(String text) {
		return (text.length() <= 60) ? text : text.substring(0, 60) + "…";
	}

	private @Nullable JsonNode get(String name) {
		JsonNode value = this.node.get(name);
		return (value == null || value.isNull()) ? null : value;
	}

	boolean has(String name) {
		return get(name) != null;
	}

	/** A string, or a number or boolean as text: old clusters send enums as numbers. */
	String text(String name) {
		JsonNode value = get(name);
		if (value == null || !value.isValueNode()) {
			throw refuse(name, "text", value);
		}
		return value.asString();
	}

	String text(String name, String absent) {
		return has(name) ? text(name) : absent;
	}

	/** A 64-bit number, which clusters write as a string. */
	long int64(String name) {
		JsonNode value = get(name);
		if (value != null && value.isValueNode()) {
			try {
				return Long.parseLong(value.asString());
			}
			catch (NumberFormatException ex) {
				throw refuse(name, "a 64-bit number", value);
			}
		}
		throw refuse(name, "a 64-bit number", value);
	}

	long int64(String name, long absent) {
		return has(name) ? int64(name) : absent;
	}

	FabricName name(String name) {
		return toName(name, text(name));
	}

	List<FabricName> names(String name) {
		return texts(name).stream().map((text) -> toName(name, text)).toList();
	}

	private FabricName toName(String name, String text) {
		try {
			return new FabricName(text);
		}
		catch (IllegalArgumentException ex) {
			throw new FabricException.InvalidAnswer(path(name) + ": " + ex.getMessage());
		}
	}

	Fields object(String name) {
		JsonNode value = get(name);
		if (value == null || !value.isObject()) {
			throw refuse(name, "an object", value);
		}
		return new Fields(value, path(name));
	}

	<T> List<T> list(String name, Function<Fields, T> reader) {
		JsonNode value = get(name);
		if (value == null || !value.isArray()) {
			throw refuse(name, "a list", value);
		}
		return list(value, path(name), reader);
	}

	static <T> List<T> list(JsonNode array, String where, Function<Fields, T> reader) {
		List<T> items = new ArrayList<>(array.size());
		for (int i = 0; i < array.size(); i++) {
			items.add(reader.apply(of(array.get(i), where + '[' + i + ']')));
		}
		return items;
	}

	List<String> texts(String name) {
		JsonNode value = get(name);
		if (value == null) {
			return List.of();
		}
		if (!value.isArray()) {
			throw refuse(name, "a list of texts", value);
		}
		List<String> texts = new ArrayList<>(value.size());
		for (JsonNode item : value) {
			if (!item.isString()) {
				throw refuse(name, "a list of texts", item);
			}
			texts.add(item.asString());
		}
		return texts;
	}

	/** A list of objects with Key and Value, in order; empty if it is absent. */
	Map<String, String> pairs(String name) {
		if (!has(name)) {
			return Map.of();
		}
		Map<String, String> pairs = new LinkedHashMap<>();
		list(name, (pair) -> pairs.put(pair.text("Key"), pair.text("Value", "")));
		return Collections.unmodifiableMap(pairs);
	}

	/** The members of an object that are texts, in order. */
	Map<String, String> members(String name) {
		Map<String, String> members = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> member : object(name).node.properties()) {
			if (member.getValue().isValueNode() && !member.getValue().isNull()) {
				members.put(member.getKey(), member.getValue().asString());
			}
		}
		return Collections.unmodifiableMap(members);
	}

}
