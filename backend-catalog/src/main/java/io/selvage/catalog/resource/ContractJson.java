package io.selvage.catalog.resource;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Parses JSON and YAML within limits: depth 64, 8 MiB per document (an OpenAPI document
 * of 4 MB may come as one escaped string), 4 MiB per text, 100 digits per number.
 * Duplicate keys and anything behind the document are refused.
 */
public final class ContractJson {

	/** The largest document, in bytes or characters. */
	public static final int MAX_DOCUMENT = 8 * 1024 * 1024;

	private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
		.maxNestingDepth(64)
		.maxDocumentLength(MAX_DOCUMENT)
		.maxStringLength(4 * 1024 * 1024)
		.maxNumberLength(100)
		.maxNameLength(4096)
		.build();

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final YAMLMapper YAML = YAMLMapper
		.builder(YAMLFactory.builder()
			.streamReadConstraints(LIMITS)
			.loadSettings(LoadSettings.builder().setCodePointLimit(MAX_DOCUMENT).build())
			.build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	/**
	 * Parsers quote what they stumbled over, which may be a secret without its quotes.
	 */
	private static final Pattern QUOTED = Pattern.compile("(Unrecognized token|Duplicate field|found) '[^'\\n]*'");

	/** Says nothing, since sources are not quoted. */
	private static final Pattern REDACTED = Pattern.compile("\\s*\\(start marker at \\[[^\\]]*\\]\\)");

	private ContractJson() {
	}

	/**
	 * Parses JSON.
	 * @param text the document; a byte order mark is skipped
	 * @return the root node
	 * @throws DocumentException if it is not one well-formed document within the limits
	 */
	public static JsonNode parse(String text) {
		return parse(JSON, text);
	}

	/**
	 * Parses JSON in UTF-8.
	 * @param bytes the document
	 * @return the root node
	 * @throws DocumentException if it is not one well-formed document within the limits
	 */
	public static JsonNode parse(byte[] bytes) {
		return parse(new String(bytes, StandardCharsets.UTF_8));
	}

	/**
	 * Parses YAML, of which JSON is a part.
	 * @param text the document
	 * @return the root node
	 * @throws DocumentException if it is not one well-formed document within the limits
	 */
	public static JsonNode parseYaml(String text) {
		return parse(YAML, text);
	}

	/**
	 * Writes JSON without line breaks.
	 * @param node the tree
	 * @return its text
	 */
	public static String write(JsonNode node) {
		return JSON.writeValueAsString(node);
	}

	static JsonMapper mapper() {
		return JSON;
	}

	private static JsonNode parse(ObjectMapper mapper, String text) {
		String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
		if (document.length() > MAX_DOCUMENT) {
			throw new DocumentException("The document is longer than " + MAX_DOCUMENT + " characters.",
					new SourceLocation(null, 0, 0));
		}
		try {
			JsonNode node = mapper.readTree(document);
			if (node == null || node.isMissingNode()) {
				throw new DocumentException("The document is empty.", new SourceLocation(null, 1, 1));
			}
			return node;
		}
		catch (JacksonException ex) {
			throw failure(ex);
		}
	}

	private static DocumentException failure(JacksonException ex) {
		String message = (ex.getOriginalMessage() != null && ex.getOriginalMessage().startsWith("Trailing token"))
				? "There is something behind the end of the document." : reason(ex.getOriginalMessage());
		if (ex instanceof StreamConstraintsException) {
			message = "A limit is exceeded: " + message;
		}
		return new DocumentException(message, location(ex.getLocation()));
	}

	private static SourceLocation location(@Nullable TokenStreamLocation location) {
		return (location == null) ? new SourceLocation(null, 0, 0)
				: new SourceLocation(null, Math.max(location.getLineNr(), 0), Math.max(location.getColumnNr(), 0));
	}

	/**
	 * Leaves out positions and excerpts, which YAML messages have on lines of their own.
	 */
	private static String reason(@Nullable String message) {
		if (message == null) {
			return "The document is not well-formed.";
		}
		String text = message.lines()
			.filter((line) -> !line.startsWith(" in ") && !line.startsWith("  ") && !line.isBlank())
			.map(String::strip)
			.collect(Collectors.joining("; "));
		return REDACTED.matcher(QUOTED.matcher(text).replaceAll("$1")).replaceAll("").strip();
	}

}
