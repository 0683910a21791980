package io.selvage.fabric.simulator.scenario;

import java.util.Collection;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON strictly: unknown fields, wrong types and wrong values are refused with
 * their place. Comments are allowed.
 */
public final class ScenarioJson {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
		.build();

	private ScenarioJson() {
	}

	/**
	 * Reads a text.
	 * @param source what to call it in errors: a file name or a request
	 * @param text the JSON text
	 * @param type what to read
	 * @return the value read
	 * @throws ScenarioException if it can't be read
	 */
	public static <T> T read(String source, String text, Class<T> type) {
		try {
			return MAPPER.readValue(text, type);
		}
		catch (JacksonException ex) {
			throw new ScenarioException(source + place(text, ex) + ": " + reason(ex), ex);
		}
	}

	/**
	 * Reads a part.
	 * @param part what to call it in errors
	 * @param json the JSON
	 * @param type what to read
	 * @return the value read
	 * @throws ScenarioException if it can't be read
	 */
	static <T> T read(String part, JsonNode json, Class<T> type) {
		try {
			return MAPPER.treeToValue(json, type);
		}
		catch (JacksonException ex) {
			throw new ScenarioException(part + ": " + reason(ex), ex);
		}
	}

	/**
	 * Finds the line and column of what an error is about. The error's own location lies
	 * behind it, where an object of several fields ends.
	 */
	private static String place(String text, JacksonException ex) {
		StringBuilder pointer = new StringBuilder();
		for (JacksonException.Reference step : ex.getPath()) {
			pointer.append('/').append((step.getPropertyName() != null) ? step.getPropertyName() : step.getIndex());
		}
		TokenStreamLocation location = pointer.isEmpty() ? ex.getLocation() : find(text, pointer.toString());
		return (location != null && location.getLineNr() > 0)
				? ":" + location.getLineNr() + ":" + location.getColumnNr() : "";
	}

	private static @Nullable TokenStreamLocation find(String text, String pointer) {
		try (JsonParser parser = MAPPER.createParser(text)) {
			while (parser.nextToken() != null) {
				if (parser.streamReadContext().pathAsPointer().toString().equals(pointer)) {
					return parser.currentTokenLocation();
				}
			}
		}
		catch (JacksonException ex) {
			// the text ends before the place
		}
		return null;
	}

	private static String reason(JacksonException ex) {
		StringJoiner path = new StringJoiner(".", "at ", ": ").setEmptyValue("");
		for (JacksonException.Reference step : ex.getPath()) {
			path.add((step.getPropertyName() != null) ? step.getPropertyName() : "[" + step.getIndex() + "]");
		}
		if (ex instanceof UnrecognizedPropertyException unknown) {
			Collection<Object> known = unknown.getKnownPropertyIds();
			return path + "unknown field; known are " + ((known != null) ? known.stream().sorted().toList() : "none");
		}
		Throwable cause = ex.getCause();
		return path + ((cause instanceof IllegalArgumentException && cause.getMessage() != null) ? cause.getMessage()
				: ex.getOriginalMessage());
	}

}
