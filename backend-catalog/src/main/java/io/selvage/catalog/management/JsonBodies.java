package io.selvage.catalog.management;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Parses the bodies of calls within limits: nesting, lengths, and no name twice.
 */
final class JsonBodies {

	private static final int DEPTH = 64;

	private static final int STRING_LENGTH = 4 * 1024 * 1024;

	private static final int NUMBER_LENGTH = 100;

	private final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(DEPTH)
				.maxStringLength(STRING_LENGTH)
				.maxNumberLength(NUMBER_LENGTH)
				.build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/**
	 * Parses a body.
	 * @throws MalformedBodyException if it is not JSON or exceeds a limit
	 */
	JsonNode read(byte[] bytes) {
		if (bytes.length == 0) {
			return MissingNode.getInstance();
		}
		try {
			return this.mapper.readTree(bytes);
		}
		catch (JacksonException ex) {
			String where = (ex.getLocation() != null)
					? " at line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() : "";
			throw new MalformedBodyException("The body is not valid JSON" + where + ": " + reason(ex));
		}
	}

	/**
	 * Jackson's text without the piece of the source it quotes, which may hold a secret.
	 */
	private static String reason(JacksonException exception) {
		return exception.getOriginalMessage().split("\n")[0].replaceAll("'[^']{20,}'", "'…'");
	}

}
